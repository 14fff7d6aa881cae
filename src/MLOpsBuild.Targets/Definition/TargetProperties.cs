using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>Finds the target properties of a build class: its own, inherited, private, and those of its component interfaces.</summary>
internal static class TargetProperties
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static string NameOf(PropertyInfo property) => property.Name[(property.Name.LastIndexOf('.') + 1)..];

    /// <summary>Base classes first, each in declared order, then components, each after those it extends: the order in which people read them. An overridden or hidden property stands under the deriving class, an explicit implementation under its interface.</summary>
    public static IEnumerable<PropertyInfo> Of(Type build)
    {
        var classes = new Stack<List<PropertyInfo>>();
        var names = new HashSet<string>();
        for (var type = build; type is not null && type != typeof(object); type = type.BaseType)
            classes.Push([.. Targets(type).Where(property => names.Add(property.Name))]);
        return classes.SelectMany(properties => properties).Concat(Components(build, []).SelectMany(Targets));
    }

    /// <summary>The property of a base class that <paramref name="property"/> overrides, <paramref name="depth"/> levels up.</summary>
    public static PropertyInfo? Overridden(PropertyInfo property, int depth)
    {
        var type = property.DeclaringType?.BaseType;
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetProperty(property.Name, Declared) is { } found && --depth == 0)
                return found;
        }

        return null;
    }

    public static Delegate Only<T, TTarget>(TargetDefinition from, T component) =>
        (Delegate)OnlyProperty<T, TTarget>(from).GetValue(component)!;

    public static PropertyInfo OnlyProperty<T, TTarget>(TargetDefinition from)
    {
        var properties = typeof(T).GetProperties(Declared).Where(property => property.PropertyType == typeof(TTarget)).ToList();
        return properties is [var only]
            ? only
            : throw Findings.Definition(from, properties.Count == 0
                ? $"{typeof(T).Name} has no {typeof(TTarget).Name} to refer to."
                : $"{typeof(T).Name} has several: {string.Join(", ", properties.Select(NameOf))}. Name one: <{typeof(T).Name}>(x => x.{NameOf(properties[0])}).");
    }

    private static IEnumerable<Type> Components(Type type, HashSet<Type> seen) => type.GetInterfaces()
        .Where(seen.Add)
        .SelectMany(component => Components(component, seen).Append(component));

    private static IEnumerable<PropertyInfo> Targets(Type type) =>
        type.GetProperties(Declared).Where(property => IsTarget(property.PropertyType) && !property.Name.Contains('.'));

    private static bool IsTarget(Type type) => type == typeof(Target) || type == typeof(Setup) || type == typeof(Cleanup);
}
