using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests.Artifacts;

/// <summary>Why a stage would run, in words; never by a file's time.</summary>
public sealed class StageFreshnessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<string, string> _inputs = new(StringComparer.Ordinal)
    {
        ["its definition"] = FileDigest.OfText("definition"),
        ["package Microsoft.ML"] = "5.0.1",
    };

    public StageFreshnessTests()
    {
        Directory.CreateDirectory(_folder.File("sub"));
        File.WriteAllText(_folder.File("model.zip"), "model");
        File.WriteAllText(_folder.File("sub", "notes.txt"), "notes");
        Record().Write(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_stage_with_the_same_inputs_and_whole_outputs_is_up_to_date() => Assert.Null(Reason());

    [Fact]
    public void A_files_time_and_a_file_beside_the_outputs_say_nothing()
    {
        File.SetLastWriteTimeUtc(_folder.File("model.zip"), DateTime.UnixEpoch);
        File.WriteAllText(_folder.File("beside.txt"), "more");
        Assert.Null(Reason());
    }

    [Fact]
    public void Without_a_folder_it_has_not_run() =>
        Assert.Equal("it has not run yet", StageFreshness.ReasonToRun(_folder.File("nowhere"), StageRecord.Read(_folder.File("nowhere")), "credit", _inputs));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"format":1}""")]
    [InlineData("""{"format":2,"stage":"train"}""")]
    public void A_damaged_record_is_as_good_as_none(string text)
    {
        File.WriteAllText(_folder.File(StageRecord.FileName), text);
        Assert.Equal("its record is missing or damaged", Reason());
    }

    [Fact]
    public void A_changed_text_is_told_with_both_values_a_changed_digest_without()
    {
        _inputs["package Microsoft.ML"] = "5.0.2";
        Assert.Equal("package Microsoft.ML has changed from 5.0.1 to 5.0.2", Reason());
        _inputs["its definition"] = FileDigest.OfText("another");
        Assert.Equal("its definition has changed", Reason());
    }

    [Fact]
    public void A_new_and_a_missing_input_are_told()
    {
        _inputs["a second file"] = FileDigest.OfText("");
        Assert.Equal("a second file is new", Reason());
        _inputs.Remove("a second file");
        _inputs.Remove("package Microsoft.ML");
        Assert.Equal("package Microsoft.ML is gone", Reason());
    }

    [Fact]
    public void A_damaged_output_is_found_by_its_hash_though_size_and_time_are_the_same()
    {
        var time = File.GetLastWriteTimeUtc(_folder.File("model.zip"));
        File.WriteAllText(_folder.File("model.zip"), "mODel");
        File.SetLastWriteTimeUtc(_folder.File("model.zip"), time);
        Assert.Equal("model.zip is damaged: its hash differs from the recorded one", Reason());
    }

    [Fact]
    public void A_missing_output_is_told()
    {
        File.Delete(_folder.File("sub", "notes.txt"));
        Assert.Equal("sub/notes.txt is missing", Reason());
    }

    [Fact]
    public void A_failed_stage_runs_again()
    {
        (Record() with { Passed = false }).Write(_folder.Path);
        Assert.Equal("it failed the last time", Reason());
    }

    [Fact]
    public void An_artifact_of_another_pipeline_is_foreign()
    {
        (Record() with { Pipeline = "churn" }).Write(_folder.Path);
        Assert.Equal("its artifact is of the pipeline 'churn'", Reason());
    }

    private string? Reason() => StageFreshness.ReasonToRun(_folder.Path, StageRecord.Read(_folder.Path), "credit", _inputs);

    private StageRecord Record() =>
        new(StageRecord.CurrentFormat, "train", "credit", true, "Trained", new(_inputs, StringComparer.Ordinal), FileDigest.OfFolder(_folder.Path), []);
}
