using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests;

/// <summary>Made-up people, labels that follow a number, and a scorer that knows it: an evaluation without a trained model. Names are as awkward as data can be.</summary>
internal static class Sample
{
    public const string Awkward = "<b>\"R&D\"</b>";

    public static RowSchema Schema { get; } = new()
    {
        Columns =
        [
            new Column("left", "Left", ColumnKind.Flag, ColumnRole.Label, false),
            new Column("signal", "Signal", ColumnKind.Number, ColumnRole.Feature, false),
            new Column("noise", "Noise", ColumnKind.Number, ColumnRole.Feature, true),
            new Column("team", "Team", ColumnKind.Category, ColumnRole.Sensitive, true),
            new Column("age", "Age", ColumnKind.Number, ColumnRole.Sensitive, false),
        ],
        Positive = "leaves",
        Negative = "stays",
    };

    public static Pipeline Pipeline(params Gate[] gates) => new()
    {
        Name = "sample",
        Task = PipelineTask.BinaryClassification,
        Rows = Schema,
        Data = new DataDefinition { Csv = "data/sample.csv", SplitSeed = 7 },
        Train = new TrainDefinition { Trainer = new LogisticRegressionTrainer() },
        Test = new TestDefinition(),
        Validate = new ValidateDefinition { Gates = [.. gates.Select((gate, i) => gate with { Location = new SourceLocation("Sample.cs", 10 + i) })], Resamples = 200 },
        Deploy = new DeployDefinition(),
    };

    public static Table Table(int rows = 400, int seed = 1)
    {
        var random = new Random(seed);
        var (labels, signal, noise, age, team) = (new bool[rows], new float[rows], new float[rows], new float[rows], new string?[rows]);
        for (var i = 0; i < rows; i++)
        {
            signal[i] = random.NextSingle();
            labels[i] = random.NextSingle() < signal[i];
            noise[i] = i % 9 == 0 ? float.NaN : random.NextSingle();
            age[i] = 18 + (random.NextSingle() * 50);
            team[i] = i % 50 == 3 ? null : i % 40 == 7 ? Awkward : i % 2 == 0 ? "north" : "south";
        }

        return new Table(
            Schema,
            new Dictionary<string, float[]> { ["signal"] = signal, ["noise"] = noise, ["age"] = age },
            new Dictionary<string, string?[]> { ["team"] = team },
            labels);
    }

    public static float[] Score(Table table) => [.. table.Numbers("signal").Select(value => 0.05f + (0.9f * value))];

    public static Evaluation Evaluate(params Gate[] gates) => Evaluate(Table(), null, gates);

    public static Evaluation Evaluate(Table table, ChampionScores? champion, params Gate[] gates) => Evaluator.Run(Input(table, champion, gates), StageContext.Silent);

    public static EvaluationInput Input(Table table, ChampionScores? champion, params Gate[] gates) => new()
    {
        Pipeline = Pipeline(gates),
        Test = table,
        TrainingShare = 0.4,
        Threshold = 0.5,
        Score = Score,
        Latency = new Latency(4, 1_000, 0.01, 0.02, 0.04),
        ModelBytes = 12_345,
        Champion = champion,
    };

    public static ImmutableArray<string> Failures(Evaluation evaluation) =>
        [.. evaluation.Gates.Where(gate => !gate.Passed).Select(gate => gate.ToFinding(evaluation.Rows).ToString())];
}
