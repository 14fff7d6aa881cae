namespace MLOpsBuild.Components;

/// <summary>A folder that a stage needs while it works and leaves to nobody.</summary>
internal sealed class ScratchFolder(string parent, string name) : IDisposable
{
    /// <summary>The folder; whoever fills it makes it.</summary>
    public string Path { get; } = System.IO.Path.Combine(parent, "." + name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
