using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What the tests of a model's behaviour came to (behaviour.json).</summary>
public sealed record BehaviourReport
{
    /// <summary>The format that this build writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The test rows that were tried.</summary>
    public required int Rows { get; init; }

    /// <summary>The results, those of all models first and then the stated ones in the order of the definition.</summary>
    public required ImmutableArray<BehaviourResult> Results { get; init; }

    /// <summary>Reads a behaviour.json.</summary>
    /// <exception cref="StageException">It is missing, damaged or of another format.</exception>
    public static BehaviourReport Read(string file) => StageJson.Read(file, StageJson.Context.BehaviourReport, report => report.Format, CurrentFormat, "Test");

    /// <summary>Writes a behaviour.json.</summary>
    public void Write(string file) => StageJson.Write(file, this, StageJson.Context.BehaviourReport);
}

/// <summary>What one test came to.</summary>
/// <param name="Name">What holds when it passes.</param>
/// <param name="Tolerance">What is tolerated, in words.</param>
/// <param name="Measure">What was measured, in words.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Failure">What failed; null when it passed.</param>
public sealed record BehaviourResult(string Name, string Tolerance, string Measure, double Seconds, Finding? Failure)
{
    /// <summary>Whether the test passed.</summary>
    [JsonIgnore]
    public bool Passed => Failure is null;
}
