using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests.Artifacts;

/// <summary>A stage's folder is replaced as a whole, whatever a killed run left.</summary>
public sealed class ArtifactStoreTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly ArtifactStore _store;

    public ArtifactStoreTests() => _store = new(_root.Path, "credit");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Finished_work_replaces_the_folder_whole()
    {
        Publish("old.txt");
        Publish("new.txt");
        Assert.Equal(["new.txt", StageRecord.FileName], Files());
        Assert.Single(Directory.EnumerateFileSystemEntries(_store.PipelineFolder));
        Assert.Equal(["new.txt"], StageRecord.Read(_store.Folder("train"))!.Outputs.Keys);
    }

    [Fact]
    public void What_a_killed_run_left_is_swept_and_what_is_published_stays()
    {
        Publish("done.txt");
        File.WriteAllText(Path.Combine(_store.StartWork("train"), "half"), "");
        Directory.CreateDirectory(Path.Combine(_store.PipelineFolder, ".train.old"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_store.StartWork("train")));
        Assert.False(Directory.Exists(Path.Combine(_store.PipelineFolder, ".train.old")));
        Assert.Equal(["done.txt", StageRecord.FileName], Files());
    }

    [Fact]
    public void The_work_of_another_stage_is_not_swept()
    {
        var other = _store.StartWork("test");
        _store.StartWork("train");
        Assert.True(Directory.Exists(other));
    }

    private void Publish(string file)
    {
        var work = _store.StartWork("train");
        File.WriteAllText(Path.Combine(work, file), file);
        _store.Publish("train", work, new(StageRecord.CurrentFormat, "train", "credit", true, "", [], FileDigest.OfFolder(work), []));
    }

    private string[] Files() => [.. Directory.EnumerateFiles(_store.Folder("train")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
