using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>The columns of a row in the order of their declaration, and the two words of the label.</summary>
public sealed record RowSchema
{
    /// <summary>All columns, the label among them.</summary>
    public required ImmutableArray<Column> Columns { get; init; }

    /// <summary>The word of the positive class in the data, such as <c>bad</c>; its probability is what the model predicts.</summary>
    public required string Positive { get; init; }

    /// <summary>The word of the negative class in the data, such as <c>good</c>.</summary>
    public required string Negative { get; init; }

    /// <summary>The label's column.</summary>
    [NotInKey]
    public Column Label => Columns.Single(column => column.Role == ColumnRole.Label);

    /// <summary>The columns that the model learns from, in order.</summary>
    [NotInKey]
    public ImmutableArray<Column> Features => [.. Columns.Where(column => column.Role == ColumnRole.Feature)];

    /// <summary>The columns that are kept for fairness only, in order.</summary>
    [NotInKey]
    public ImmutableArray<Column> Sensitive => [.. Columns.Where(column => column.Role == ColumnRole.Sensitive)];

    /// <summary>The column of this name, or null.</summary>
    public Column? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);
}
