using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Compares the names in a header with a schema and tells all differences.</summary>
internal static class HeaderCheck
{
    public static ImmutableArray<Finding> Find(IReadOnlyList<string> names, RowSchema schema, HeaderRule rule, string place)
    {
        var extra = names.Where(name => schema.Find(name) is null).Distinct().ToList();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var column in schema.Columns.Where(column => Needed(column, rule) && !names.Contains(column.Name)))
            findings.Add(Missing(column, extra, place));
        foreach (var same in names.GroupBy(name => name).Where(group => group.Count() > 1))
            findings.Add(new(FindingCodes.DoubledColumn, $"the header names a column {same.Count().ToString(CultureInfo.InvariantCulture)} times", place, $"'{same.Key}'", "Keep one of them."));
        if (rule != HeaderRule.Features)
            findings.AddRange(extra.Select(name => new Finding(FindingCodes.ExtraColumn, "the row type has no such column", place, $"'{name}'", "Declare it, marked [Unused] if nothing learns from it, or drop it from the data.")));
        return findings.ToImmutable();
    }

    private static bool Needed(Column column, HeaderRule rule) => rule switch
    {
        HeaderRule.All => true,
        HeaderRule.Used => column.Role != ColumnRole.Unused,
        _ => column.Role == ColumnRole.Feature,
    };

    /// <summary>A column that is not there; an extra one that looks like it is taken for the same one, renamed.</summary>
    private static Finding Missing(Column column, List<string> extra, string place)
    {
        var renamed = Nearest.To(column.Name, extra);
        if (renamed is null)
            return new(FindingCodes.MissingColumn, $"the header has no column '{column.Name}'", place, null, "Add the column, or drop the property from the row type.");
        extra.Remove(renamed);
        return new(FindingCodes.MissingColumn, $"the header has no column '{column.Name}'", place, $"'{renamed}'", $"Rename one of the two: the header's column, or the property's by [Column(\"{renamed}\")].");
    }
}
