using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>Where the data comes from, what it must satisfy and how it is split.</summary>
public sealed record DataDefinition
{
    /// <summary>The CSV file, relative to the pipeline's folder, with <c>/</c>.</summary>
    public required string Csv { get; init; }

    /// <summary>The share of rows set apart for testing, above 0 and below 1. Default 0.2.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>The seed of the split. Default 1.</summary>
    public int SplitSeed { get; init; } = 1;

    /// <summary>The share of bad rows above which Prepare fails, 0 to 1. Default 0: none is tolerated.</summary>
    public double BadRowsAtMost { get; init; }

    /// <summary>What is expected of the columns, in the order of the definition.</summary>
    public ImmutableArray<Expectation> Expectations { get; init; } = [];
}

/// <summary>Something that is expected of a column.</summary>
/// <param name="Column">The column's name in the data.</param>
public abstract record Expectation(string Column)
{
    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

/// <summary>A number between two bounds, both included; a row outside is set aside.</summary>
public sealed record RangeExpectation(string Column, double Minimum, double Maximum) : Expectation(Column);

/// <summary>A category among these; a row with another is set aside.</summary>
public sealed record OneOfExpectation(string Column, ImmutableArray<string> Values) : Expectation(Column);

/// <summary>At most this share of cells missing over all rows, 0 to 1; more fails the stage.</summary>
public sealed record MissingExpectation(string Column, double Share) : Expectation(Column);
