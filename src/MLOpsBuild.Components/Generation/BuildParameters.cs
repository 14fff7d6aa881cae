using System.Collections.Immutable;
using System.Reflection;
using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>The parameters of a build as emitters see them. A target reads those that its own component declares or rests on.</summary>
internal static class BuildParameters
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<GraphParameter> Of(Type build, Pipeline pipeline) => Types(build)
        .SelectMany(Members)
        .Select(member => Parameter(member, Environments.Reached(pipeline)))
        .DistinctBy(parameter => parameter.Name)
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>Names of the parameters that the target of this property can read.</summary>
    public static ImmutableArray<string> ReadBy(Type build, MemberInfo target)
    {
        var declaring = target.DeclaringType!;
        var component = declaring.IsInterface ? declaring : build.GetInterfaces().FirstOrDefault(type => type.GetProperty(target.Name, Declared)?.PropertyType == typeof(Target));
        IEnumerable<Type> types = component is null ? [declaring] : [component, .. component.GetInterfaces()];
        return [.. types.SelectMany(Members).Select(Name).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<Type> Types(Type build)
    {
        for (var type = build; type is not null && type != typeof(NukeBuild); type = type.BaseType)
            yield return type;
        foreach (var component in build.GetInterfaces())
            yield return component;
    }

    private static IEnumerable<MemberInfo> Members(Type type) => type.GetFields(Declared).Concat<MemberInfo>(type.GetProperties(Declared))
        .Where(member => member.IsDefined(typeof(ParameterAttribute), inherit: true));

    private static string Name(MemberInfo member) => KebabCase.Of(member.GetCustomAttribute<ParameterAttribute>()!.Name ?? member.Name);

    private static GraphParameter Parameter(MemberInfo member, ImmutableArray<string> environments)
    {
        var attribute = member.GetCustomAttribute<ParameterAttribute>()!;
        var type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var name = Name(member);
        ImmutableArray<string> values = name == GraphParameter.Environment ? environments : plain.IsEnum ? [.. Enum.GetNames(plain)] : [];
        return new()
        {
            Name = name,
            Description = attribute.Description ?? "",
            Kind = !values.IsEmpty ? ParameterKind.Choice : plain == typeof(bool) ? ParameterKind.Flag : IsNumber(plain) ? ParameterKind.Number : ParameterKind.Text,
            Values = values,
            IsSecret = type == typeof(Secret) || member.IsDefined(typeof(SecretAttribute), inherit: true),
        };
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}
