using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>How the model must behave, beyond what is always tested (save and load parity, schema round trip, missing values and unseen categories).</summary>
public sealed record TestDefinition
{
    /// <summary>The tests, in the order of the definition.</summary>
    public ImmutableArray<BehaviourTest> Tests { get; init; } = [];
}

/// <summary>A stated behaviour of the model.</summary>
public abstract record BehaviourTest
{
    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

/// <summary>The probability of the positive class moves in one direction when a number grows, within a tolerance: trees are not monotone by nature.</summary>
/// <param name="Column">The number's column name.</param>
/// <param name="Direction">Where the probability must go when the number grows.</param>
/// <param name="Violations">The share of rows that may move the other way, 0 to 1.</param>
/// <param name="By">A move the other way counts only when the probability moves by more than this, 0 to 1.</param>
public sealed record MonotoneTest(string Column, Direction Direction, double Violations, double By) : BehaviourTest;

/// <summary>The column must not matter: it is no feature, and changing it changes no prediction.</summary>
public sealed record NotUsedTest(string Column) : BehaviourTest;

/// <summary>A named row must get a probability within bounds.</summary>
/// <param name="Name">What the row stands for.</param>
/// <param name="Cells">The row, one cell a column of the schema without the label, as the data would write it; null is missing.</param>
/// <param name="AtLeast">Least probability of the positive class, 0 to 1.</param>
/// <param name="AtMost">Greatest probability of the positive class, 0 to 1.</param>
public sealed record ExampleTest(string Name, ImmutableSortedDictionary<string, string?> Cells, double AtLeast, double AtMost) : BehaviourTest;

/// <summary>The direction of a move.</summary>
public enum Direction
{
    /// <summary>Up.</summary>
    Rising,

    /// <summary>Down.</summary>
    Falling,
}
