using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>The features that a trainer learns from, by kind, in the order of the row.</summary>
public sealed record FeatureSet
{
    /// <summary>Number columns: floats, NaN where missing.</summary>
    public required ImmutableArray<string> Numbers { get; init; }

    /// <summary>Flag columns: 0 or 1, NaN where missing.</summary>
    public required ImmutableArray<string> Flags { get; init; }

    /// <summary>Category columns: text, empty where missing.</summary>
    public required ImmutableArray<string> Categories { get; init; }

    /// <summary>Those of <see cref="Numbers"/> and <see cref="Flags"/> whose cells may be missing.</summary>
    public required ImmutableArray<string> Optional { get; init; }

    /// <summary>The features of a row.</summary>
    public static FeatureSet Of(RowSchema rows)
    {
        var features = rows.Features;
        return new()
        {
            Numbers = Names(ColumnKind.Number),
            Flags = Names(ColumnKind.Flag),
            Categories = Names(ColumnKind.Category),
            Optional = [.. features.Where(column => column.Optional && column.Kind != ColumnKind.Category).Select(column => column.Name)],
        };

        ImmutableArray<string> Names(ColumnKind kind) => [.. features.Where(column => column.Kind == kind).Select(column => column.Name)];
    }
}
