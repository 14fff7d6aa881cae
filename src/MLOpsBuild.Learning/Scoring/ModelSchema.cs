using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What a reader of a model needs beside the model itself: <c>schema.json</c>.</summary>
public sealed record ModelSchema
{
    /// <summary>The format's version that this program writes and reads.</summary>
    public const int Format = 1;

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>What kind of answer the model gives.</summary>
    public required PipelineTask Task { get; init; }

    /// <summary>The columns of a row in order, the label left out.</summary>
    public required ImmutableArray<ModelColumn> Columns { get; init; }

    /// <summary>The label's column in the data.</summary>
    public required string Label { get; init; }

    /// <summary>The label's word whose probability the model gives.</summary>
    public required string Positive { get; init; }

    /// <summary>The label's other word.</summary>
    public required string Negative { get; init; }

    /// <summary>A row is positive at this probability or above.</summary>
    public required double Threshold { get; init; }

    /// <summary>The columns that the model reads, in the order of <see cref="RowScorer"/>'s feature numbers.</summary>
    public ImmutableArray<ModelColumn> Features => [.. Columns.Where(column => column.Role == ColumnRole.Feature)];

    /// <summary>The columns as a row schema, the label last; property names are not kept and are those of the columns.</summary>
    public RowSchema ToRows() => new()
    {
        Columns = [.. Columns.Select(column => new Column(column.Name, column.Name, column.Kind, column.Role, column.Optional)), new Column(Label, Label, ColumnKind.Flag, ColumnRole.Label, false)],
        Positive = Positive,
        Negative = Negative,
    };
}

/// <summary>A column of a model's rows.</summary>
/// <param name="Name">Its name in the data and in requests.</param>
/// <param name="Kind">What a cell holds.</param>
/// <param name="Role">What the column is for.</param>
/// <param name="Optional">Whether a cell may be missing.</param>
/// <param name="Categories">The words seen in training, in ordinal order; empty for numbers, flags and unused columns.</param>
public sealed record ModelColumn(string Name, ColumnKind Kind, ColumnRole Role, bool Optional, ImmutableArray<string> Categories);
