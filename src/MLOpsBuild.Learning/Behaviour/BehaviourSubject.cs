using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A trained model with what its tests need.</summary>
internal sealed record BehaviourSubject
{
    /// <summary>Rows that are tried at most: more would cost time and change no verdict.</summary>
    public const int MostRows = 10_000;

    public required Pipeline Pipeline { get; init; }

    /// <summary>The folder that Train left.</summary>
    public required string Trained { get; init; }

    /// <summary>A folder for files that a test makes and removes.</summary>
    public required string Scratch { get; init; }

    public required ModelScorer Scorer { get; init; }

    public required DataProfile Profile { get; init; }

    /// <summary>The test rows, evenly thinned to <see cref="MostRows"/>.</summary>
    public required Table Rows { get; init; }

    /// <summary>The model's answers on <see cref="Rows"/>.</summary>
    public required float[] Answers { get; init; }

    public static BehaviourSubject Load(Pipeline pipeline, string prepared, string trained, string scratch)
    {
        var scorer = ModelScorer.Load(trained);
        var rows = Thin(TableReader.Read(Path.Combine(prepared, StageFiles.TestRows), pipeline.Rows));
        return new()
        {
            Pipeline = pipeline,
            Trained = trained,
            Scratch = scratch,
            Scorer = scorer,
            Profile = DataProfile.Read(Path.Combine(prepared, StageFiles.Profile)),
            Rows = rows,
            Answers = scorer.Score(rows),
        };
    }

    /// <summary>How many of two lists of answers differ in any bit.</summary>
    public static int Differences(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var differences = 0;
        for (var i = 0; i < left.Length; i++)
            differences += BitConverter.SingleToInt32Bits(left[i]) == BitConverter.SingleToInt32Bits(right[i]) ? 0 : 1;
        return differences;
    }

    /// <summary>A count of rows with its noun.</summary>
    public static string Count(int rows) => string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "row" : "rows")}");

    private static Table Thin(Table rows) => rows.Rows <= MostRows
        ? rows
        : rows.Select([.. Enumerable.Range(0, MostRows).Select(i => (int)((long)i * rows.Rows / MostRows))]);
}
