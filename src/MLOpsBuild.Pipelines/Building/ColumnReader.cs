using System.Reflection;
using System.Text.Json;

namespace MLOpsBuild.Pipelines;

/// <summary>Reads the properties of a row type as columns.</summary>
internal sealed class ColumnReader(ColumnNaming naming, FindingList findings)
{
    private readonly NullabilityInfoContext _nullability = new(); // not safe for threads: one a reader

    public Column Read(PropertyInfo property)
    {
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        var type = underlying ?? property.PropertyType;
        var place = $"{property.DeclaringType?.Name}.{property.Name}";
        var kind = Kind(type);
        if (kind is null)
            findings.Add(FindingCodes.BadRowType, place, "a column is a number, a string or a bool", type.Name, "Use float, double, int, long, string or bool, nullable where a cell may be missing.");

        var optional = underlying is not null || (type == typeof(string) && _nullability.Create(property).ReadState == NullabilityState.Nullable);
        var role = Role(property, place);
        if (role == ColumnRole.Label && property.PropertyType != typeof(bool))
            findings.Add(FindingCodes.BadRowType, place, "a label is a bool that is never missing", property.PropertyType.Name, "Declare it as bool.");

        return new(ColumnName(property), property.Name, kind ?? ColumnKind.Category, role, optional);
    }

    private static ColumnKind? Kind(Type type) =>
        type == typeof(string) ? ColumnKind.Category
        : type == typeof(bool) ? ColumnKind.Flag
        : type == typeof(float) || type == typeof(double) || type == typeof(int) || type == typeof(long) ? ColumnKind.Number
        : null;

    private ColumnRole Role(PropertyInfo property, string place)
    {
        var label = property.GetCustomAttribute<LabelAttribute>();
        if (label is not null && (label.Positive == label.Negative || label.Positive.Length == 0 || label.Negative.Length == 0))
            findings.Add(FindingCodes.BadRowType, place, "the two words of a label differ and are not empty", $"'{label.Positive}' and '{label.Negative}'", "Name both classes as the data writes them.");

        ColumnRole[] roles =
        [
            .. label is null ? Array.Empty<ColumnRole>() : [ColumnRole.Label],
            .. property.IsDefined(typeof(SensitiveAttribute)) ? [ColumnRole.Sensitive] : Array.Empty<ColumnRole>(),
            .. property.IsDefined(typeof(UnusedAttribute)) ? [ColumnRole.Unused] : Array.Empty<ColumnRole>(),
        ];
        if (roles.Length > 1)
            findings.Add(FindingCodes.WrongRole, place, "a column has one role", string.Join(" and ", roles), "Keep one of the attributes.");

        return roles.FirstOrDefault(ColumnRole.Feature);
    }

    private string ColumnName(PropertyInfo property) =>
        property.GetCustomAttribute<ColumnAttribute>()?.Name
        ?? (naming == ColumnNaming.SnakeCase ? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) : property.Name);
}
