using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>All parameters of a build class and its components, found by reflection.</summary>
internal sealed class ParameterCatalog
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<string, ParameterDeclaration> byKey = [];
    private readonly Dictionary<MemberInfo, ParameterDeclaration> byMember = [];

    private ParameterCatalog()
    {
    }

    public IEnumerable<ParameterDeclaration> All => byMember.Values;

    public ParameterDeclaration? Find(string name) => byKey.GetValueOrDefault(ParameterDeclaration.KeyOf(name));

    public ParameterDeclaration? Of(MemberInfo member) =>
        byMember.GetValueOrDefault(member)
        ?? byMember.Values.FirstOrDefault(it => it.Member.Name == member.Name && it.Member.DeclaringType == member.DeclaringType);

    public static ParameterCatalog Discover(Type build, List<string> mistakes)
    {
        var catalog = new ParameterCatalog();
        for (var type = build; type is not null && type != typeof(NukeBuild) && type != typeof(object); type = type.BaseType)
            catalog.Add(type, null, mistakes);
        foreach (var component in build.GetInterfaces())
            catalog.Add(component, component.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix, mistakes);
        return catalog;
    }

    private void Add(Type type, string? prefix, List<string> mistakes)
    {
        foreach (var member in type.GetFields(Declared).Concat<MemberInfo>(type.GetProperties(Declared)))
        {
            if (TypeOf(member) is { } memberType && member.IsDefined(typeof(ParameterAttribute), inherit: true))
                Add(Declare(member, memberType, prefix), mistakes);
        }
    }

    private void Add(ParameterDeclaration declaration, List<string> mistakes)
    {
        if (BuiltInOptions.Find(declaration.Name) is { } builtIn)
            mistakes.Add(Findings.NameTaken($"{declaration.Member.DeclaringType!.Name}.{declaration.Member.Name}", builtIn.Option));
        byKey.TryAdd(declaration.Key, declaration);
        byMember.Add(declaration.Member, declaration);
    }

    private static ParameterDeclaration Declare(MemberInfo member, Type type, string? prefix)
    {
        var attribute = member.GetCustomAttribute<ParameterAttribute>()!;
        return new ParameterDeclaration(member, attribute.Name ?? prefix + member.Name, type)
        {
            Description = attribute.Description,
            Separator = attribute.Separator,
            Listed = attribute.List,
            IsSecret = type == typeof(Secret) || member.IsDefined(typeof(SecretAttribute), inherit: true),
            IsPositional = member.IsDefined(typeof(PositionalAttribute), inherit: true),
            IsRequired = member.IsDefined(typeof(RequiredAttribute), inherit: true),
        };
    }

    private static Type? TypeOf(MemberInfo member) => member switch
    {
        FieldInfo field => field.FieldType,
        PropertyInfo property when property.PropertyType != typeof(Target) => property.PropertyType,
        _ => null,
    };
}
