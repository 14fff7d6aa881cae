using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace MLOpsBuild.Pipelines;

/// <summary>The columns of a row type, and the way from expressions and objects to them.</summary>
public sealed class RowType<TRow>
    where TRow : class
{
    private readonly FindingList _findings;
    private readonly IReadOnlyDictionary<string, PropertyInfo> _properties;

    private RowType(RowSchema schema, IReadOnlyDictionary<string, PropertyInfo> properties, FindingList findings)
    {
        Schema = schema;
        _properties = properties;
        _findings = findings;
    }

    /// <summary>The columns in the order of the properties.</summary>
    public RowSchema Schema { get; }

    internal static RowType<TRow> Read(FindingList findings)
    {
        var naming = typeof(TRow).GetCustomAttribute<ColumnsAttribute>()?.Naming ?? ColumnNaming.AsWritten;
        var properties = typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite || property.IsDefined(typeof(ColumnAttribute)))
            .OrderBy(property => property.MetadataToken)
            .ToArray();
        var columns = properties.Select(new ColumnReader(naming, findings).Read).ToArray();
        var labels = properties.Where(property => property.IsDefined(typeof(LabelAttribute))).ToArray();
        if (labels.Length != 1)
        {
            findings.Add(FindingCodes.BadRowType, typeof(TRow).Name, "a row type has exactly one [Label] property", labels.Length, "Mark the bool property that the model learns, and no other.");
        }

        var label = labels.FirstOrDefault()?.GetCustomAttribute<LabelAttribute>();
        foreach (var same in columns.GroupBy(column => column.Name).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.Duplicate, typeof(TRow).Name, "two properties name the same column", same.Key, "Give each its own [Column] name.");

        return new(
            new RowSchema { Columns = [.. columns], Positive = label?.Positive ?? "true", Negative = label?.Negative ?? "false" },
            properties.Zip(columns).DistinctBy(pair => pair.Second.Name).ToDictionary(pair => pair.Second.Name, pair => pair.First),
            findings);
    }

    /// <summary>The column's name behind <c>x =&gt; x.Property</c>; what is no column is a finding.</summary>
    internal string Name<TValue>(Expression<Func<TRow, TValue>> column, SourceLocation location)
    {
        var body = column.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : column.Body;
        var property = (body as MemberExpression)?.Member.Name;
        if (Schema.Columns.FirstOrDefault(known => known.Property == property) is { } found && body is MemberExpression { Expression: ParameterExpression })
            return found.Name;

        var known = string.Join(", ", Schema.Columns.Select(known => known.Property));
        _findings.Add(FindingCodes.NotAColumn, location, $"an expression names no column of {typeof(TRow).Name}", body, $"Name one of its properties, as in x => x.{Schema.Columns.FirstOrDefault()?.Property ?? "Column"}; it has {known}.");
        return Schema.Columns.FirstOrDefault()?.Name ?? "";
    }

    /// <summary>A row object as cells, the label left out, as the data would write them.</summary>
    internal ImmutableSortedDictionary<string, string?> Cells(TRow row) =>
        Schema.Columns.Where(column => column.Role != ColumnRole.Label).ToImmutableSortedDictionary(
            column => column.Name,
            column => _properties[column.Name].GetValue(row) switch
            {
                null => null,
                bool flag => flag ? "1" : "0",
                var value => Convert.ToString(value, CultureInfo.InvariantCulture),
            },
            StringComparer.Ordinal);
}
