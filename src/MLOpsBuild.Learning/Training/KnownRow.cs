using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A made-up typical row and the model's answer, to check a served model by.</summary>
/// <param name="Name">What the row stands for.</param>
/// <param name="Cells">One cell a feature, in the order of the features.</param>
/// <param name="Probability">The probability of the positive class.</param>
public sealed record KnownRow(string Name, ImmutableArray<KnownCell> Cells, float Probability);

/// <summary>A cell of a known row.</summary>
/// <param name="Column">The feature's name.</param>
/// <param name="Kind">What the cell holds.</param>
/// <param name="Number">A number, or 0 or 1 for a flag; NaN where missing or a category.</param>
/// <param name="Category">A word; null where missing or no category.</param>
public sealed record KnownCell(string Column, ColumnKind Kind, float Number, string? Category);
