namespace MLOpsBuild.Components;

/// <summary>The folders of a pipeline's stages, <c>artifacts/&lt;pipeline&gt;/&lt;stage&gt;</c>, each replaced as a whole or not at all.</summary>
internal sealed class ArtifactStore(string root, string pipeline)
{
    /// <summary>The folder of all stages.</summary>
    public string PipelineFolder { get; } = Path.Combine(root, pipeline);

    public string Folder(string stage) => Path.Combine(PipelineFolder, stage);

    /// <summary>An empty folder to work in; what killed runs left is swept first. Call it under the lock.</summary>
    public string StartWork(string stage)
    {
        Directory.CreateDirectory(PipelineFolder);
        foreach (var left in Directory.EnumerateDirectories(PipelineFolder, $".{stage}.*"))
            Directory.Delete(left, recursive: true);
        return Directory.CreateDirectory(Path.Combine(PipelineFolder, $".{stage}.new")).FullName;
    }

    /// <summary>Puts finished work in its place: two renames, and a kill between them means that the stage runs again.</summary>
    public void Publish(string stage, string work, StageRecord record)
    {
        record.Write(work);
        var folder = Folder(stage);
        var old = Path.Combine(PipelineFolder, $".{stage}.old");
        if (Directory.Exists(folder))
            Directory.Move(folder, old);
        Directory.Move(work, folder);
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }
}
