using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>What generating does to a repository: it replaces and removes what bears our header, and nothing else.</summary>
public sealed class GeneratedFilesTests : IDisposable
{
    private const string Workflow = ".github/workflows/credit.yml";
    private readonly TemporaryFolder _folder = new();
    private readonly GeneratedFiles _files;
    private readonly Emission _emission = GeneratedFiles.Emit([new GitHubActionsEmitter()], [Definition.Plain().Input()]);

    public GeneratedFilesTests() => _files = new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_written_and_then_unchanged()
    {
        Assert.Equal([(Workflow, FileChangeKind.Create)], Kinds());
        Assert.False(File.Exists(_folder.File(Workflow)), "A plan writes nothing.");
        Generate();
        Assert.Equal(_emission.Files[0].Text, File.ReadAllText(_folder.File(Workflow)));
        Assert.Equal([(Workflow, FileChangeKind.Unchanged)], Kinds());
    }

    [Fact]
    public void An_edited_file_shows_its_difference_and_is_put_right()
    {
        Generate();
        Edit(text => text.Replace("timeout-minutes: 60", "timeout-minutes: 61", StringComparison.Ordinal));
        var change = Assert.Single(_files.Plan(_emission));
        Assert.Equal(FileChangeKind.Update, change.Kind);
        Assert.Contains("-    timeout-minutes: 61\n+    timeout-minutes: 60\n", change.Diff, StringComparison.Ordinal);
        Generate();
        Assert.Equal(_emission.Files[0].Text, File.ReadAllText(_folder.File(Workflow)));
    }

    [Fact]
    public void Line_ends_of_Windows_are_no_change()
    {
        Generate();
        Edit(text => text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal([(Workflow, FileChangeKind.Unchanged)], Kinds());
    }

    [Fact]
    public void A_read_only_file_is_put_right()
    {
        Generate();
        Edit(text => text + "# more\n");
        File.SetAttributes(_folder.File(Workflow), FileAttributes.ReadOnly);
        Generate();
        Assert.Equal(_emission.Files[0].Text, File.ReadAllText(_folder.File(Workflow)));
    }

    [Fact]
    public void A_folder_in_the_way_is_told_with_its_path()
    {
        Directory.CreateDirectory(_folder.File(Workflow));
        File.WriteAllText(_folder.File(Workflow, "inside"), "");
        var exception = Assert.Throws<EmissionException>(Generate);
        Assert.StartsWith($"DEF214 {Workflow}: the system does not let the file be written (found ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_elses_file_is_not_overwritten()
    {
        Directory.CreateDirectory(_folder.File(".github", "workflows"));
        File.WriteAllText(_folder.File(Workflow), "name: mine\n");
        Assert.Equal([(Workflow, FileChangeKind.Foreign)], Kinds());
        var exception = Assert.Throws<EmissionException>(Generate);
        Assert.Equal($"DEF213 {Workflow}: a file that was not generated stands where one is to be written (found name: mine). Move it away, or delete it; a generated file says so in its first lines.", exception.Message);
        Assert.Equal("name: mine\n", File.ReadAllText(_folder.File(Workflow)));
    }

    [Fact]
    public void What_the_definitions_no_longer_make_is_removed_only_where_it_bears_the_header()
    {
        Generate();
        Write(".github/workflows/old.yml", "# Generated from pipelines/old/Old.cs by `./build.sh Generate`. More.\nname: old\n");
        Write(".github/workflows/mine.yml", "name: mine\n");
        Write("pipelines/old/Jenkinsfile", "// Generated from pipelines/old/Old.cs by `./build.sh Generate`. More.\n");
        Write("pipelines/old/data/rows.csv", "# Generated from pipelines/old/Old.cs by `./build.sh Generate`. More.\n");
        Assert.Equal(
            [(Workflow, FileChangeKind.Unchanged), (".github/workflows/old.yml", FileChangeKind.Remove), ("pipelines/old/Jenkinsfile", FileChangeKind.Remove)],
            Kinds());
        Generate();
        Assert.False(File.Exists(_folder.File(".github/workflows/old.yml")));
        Assert.True(File.Exists(_folder.File(".github/workflows/mine.yml")));
        Assert.True(File.Exists(_folder.File("pipelines/old/data/rows.csv")));
    }

    [Fact]
    public void A_pipeline_or_an_environment_may_be_called_data_or_bin()
    {
        Write("pipelines/data/Jenkinsfile", "// Generated from pipelines/data/Data.cs by `./build.sh Generate`. More.\n");
        Write("pipelines/old/kubernetes/overlays/bin/kustomization.yaml", "# Generated from pipelines/old/Old.cs by `./build.sh Generate`. More.\n");
        Assert.Equal(
            [(Workflow, FileChangeKind.Create), ("pipelines/data/Jenkinsfile", FileChangeKind.Remove), ("pipelines/old/kubernetes/overlays/bin/kustomization.yaml", FileChangeKind.Remove)],
            Kinds());
    }

    [Fact]
    public void Generating_one_pipeline_leaves_the_files_of_others_alone()
    {
        Write(".github/workflows/other.yml", "# Generated from pipelines/other/Other.cs by `./build.sh Generate`. More.\n");
        Write(".github/workflows/credit-old.yml", "# Generated from pipelines/credit/Definition.cs by `./build.sh Generate`. More.\n");
        var plan = _files.Plan(_emission, ["pipelines/credit/Definition.cs"]);
        Assert.Equal([(".github/workflows/credit-old.yml", FileChangeKind.Remove), (Workflow, FileChangeKind.Create)], plan.Select(change => (change.Path, change.Kind)));
    }

    [Fact]
    public void Two_files_of_one_path_are_refused()
    {
        var twice = GeneratedFiles.Join([_emission, _emission]);
        Assert.Equal($"DEF208 {Workflow}: two files would have the same path. Rename one of the pipelines.", Assert.Throws<EmissionException>(() => _files.Plan(twice)).Message);
    }

    private IEnumerable<(string Path, FileChangeKind Kind)> Kinds() => _files.Plan(_emission).Select(change => (change.Path, change.Kind));

    private void Generate() => _files.Write(_files.Plan(_emission));

    private void Edit(Func<string, string> edit) => File.WriteAllText(_folder.File(Workflow), edit(File.ReadAllText(_folder.File(Workflow))));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
    }
}
