using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Prepare;

/// <summary>Runs Prepare on text in a folder of its own.</summary>
internal sealed class Prepared : IDisposable
{
    public const string Header = "answer,amount,home,member,age,note\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prepare-");
    private readonly List<string> _log = [];

    public Prepared(string csv, Pipeline? pipeline = null)
        : this(Encoding.UTF8.GetBytes(csv), pipeline)
    {
    }

    public Prepared(byte[] csv, Pipeline? pipeline = null)
    {
        var file = System.IO.Path.Combine(_folder.FullName, "rows.csv");
        File.WriteAllBytes(file, csv);
        Directory.CreateDirectory(Output);
        try
        {
            Result = PrepareStage.Run(pipeline ?? Pipeline, file, Output, new(_log.Add, CancellationToken.None));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A label, a number and a category that may be missing, a flag, a sensitive number and an unused column.</summary>
    public static Pipeline Pipeline { get; } = new()
    {
        Name = "loans",
        Task = PipelineTask.BinaryClassification,
        Rows = new()
        {
            Columns =
            [
                new("answer", "Answer", ColumnKind.Flag, ColumnRole.Label, false),
                new("amount", "Amount", ColumnKind.Number, ColumnRole.Feature, true),
                new("home", "Home", ColumnKind.Category, ColumnRole.Feature, true),
                new("member", "Member", ColumnKind.Flag, ColumnRole.Feature, false),
                new("age", "Age", ColumnKind.Number, ColumnRole.Sensitive, false),
                new("note", "Note", ColumnKind.Category, ColumnRole.Unused, true),
            ],
            Positive = "bad",
            Negative = "good",
        },
        Data = new() { Csv = "data/rows.csv", TestShare = 0.3, SplitSeed = 7 },
        Train = new() { Trainer = new LightGbmTrainer() },
        Test = new(),
        Validate = new(),
        Deploy = new(),
    };

    public StageResult Result { get; }

    public IReadOnlyList<string> Log => _log;

    public PrepareReport Report => PrepareReport.Read(Path(StageFiles.Prepared));

    public DataProfile Profile => DataProfile.Read(Path(StageFiles.Profile));

    private string Output => System.IO.Path.Combine(_folder.FullName, "out");

    /// <summary>Rows of both classes and both sides, all good and all different.</summary>
    public static string GoodRows(int count, int from = 0) => string.Concat(Enumerable.Range(from, count).Select(i =>
        FormattableString.Invariant($"{(i % 3 == 0 ? "bad" : "good")},{i}.5,{(i % 2 == 0 ? "rent" : "own")},{i % 2},{20 + (i % 50)},x\n")));

    public static Pipeline With(Func<DataDefinition, DataDefinition> change) => Pipeline with { Data = change(Pipeline.Data) };

    public static string Failure(string csv, Pipeline? pipeline = null) => Failure(Encoding.UTF8.GetBytes(csv), pipeline);

    public static string Failure(byte[] csv, Pipeline? pipeline = null) =>
        Assert.Throws<StageException>(() => new Prepared(csv, pipeline).Dispose()).Message;

    public string Path(string file) => System.IO.Path.Combine(Output, file);

    public string Text(string file) => File.ReadAllText(Path(file));

    public string[] Lines(string file) => Text(file).TrimEnd('\n').Split('\n');

    public string Findings() => string.Join('\n', Result.Findings);

    public void Dispose() => _folder.Delete(recursive: true);
}
