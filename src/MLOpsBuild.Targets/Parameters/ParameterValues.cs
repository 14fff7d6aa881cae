using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>The values the user gave, each from the first source that has it: command line, environment, profiles (the last one first), parameters.json.</summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<MemberInfo, (object Value, string Source)> values = [];
    private readonly ParameterCatalog catalog;

    private ParameterValues(ParameterCatalog catalog) => this.catalog = catalog;

    public static ParameterValues Read(ParameterCatalog catalog, CommandLine line, BuildWorld world, IReadOnlyList<ParameterFile> files, List<string> mistakes)
    {
        var result = new ParameterValues(catalog);
        foreach (var parameter in catalog.All)
        {
            if (line.Words(parameter) is { } words)
                result.Set(parameter, words, parameter.Option, world.CurrentDirectory, world, mistakes);
            else if (world.Variable(parameter.Variable) is { Length: > 0 } text)
                result.Set(parameter, Split(parameter, text), parameter.Variable, world.CurrentDirectory, world, mistakes);
            else if (files.FirstOrDefault(file => file.Words(parameter) is not null) is { } file)
                result.Set(parameter, file.Words(parameter)!, $"\"{parameter.Name}\" in {file.Name}", world.Root, world, mistakes);
        }

        return result;
    }

    /// <summary>Takes what a person answered.</summary>
    public void Answer(ParameterDeclaration parameter, string text, BuildWorld world, List<string> mistakes) =>
        Set(parameter, Split(parameter, text), "The answer", world.CurrentDirectory, world, mistakes);

    public object? Of(MemberInfo member) =>
        catalog.Of(member) is { } parameter
            ? values.GetValueOrDefault(parameter.Member).Value
            : throw new UserMistakeException($"{member.DeclaringType!.Name}.{member.Name} is no parameter: mark it [Parameter].");

    public string? SourceOf(ParameterDeclaration parameter) => values.GetValueOrDefault(parameter.Member).Source;

    /// <summary>Writes the values into the fields and properties of the class; components ask for theirs.</summary>
    public void Inject(object build)
    {
        foreach (var (member, (value, _)) in values)
        {
            if (member is FieldInfo field)
                field.SetValue(build, value);
            else if (member is PropertyInfo { DeclaringType.IsInterface: false } property)
                SetProperty(property, build, value);
        }
    }

    private static void SetProperty(PropertyInfo property, object build, object value)
    {
        const BindingFlags flags = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        if (property.SetMethod is not null)
            property.SetValue(build, value);
        else if (property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", flags) is { } field)
            field.SetValue(build, value);
    }

    private void Set(ParameterDeclaration parameter, IReadOnlyList<string> words, string source, string folder, BuildWorld world, List<string> mistakes)
    {
        if (parameter.IsSecret)
        {
            foreach (var word in words)
                world.Masker.Add(parameter.Name, word);
        }

        if (parameter.Type == typeof(Secret) && words is [var secret])
            values[parameter.Member] = (Secret.Create(parameter.Name, secret), source);
        else if (ValueConverter.TryConvert(parameter.Type, words, folder, out var value, out var bad))
            values[parameter.Member] = (value!, source);
        else
            mistakes.Add(Findings.BadValue(source, parameter.IsSecret ? "***" : bad, ValueConverter.Expected(parameter.Type), parameter.IsSecret ? null : ValueConverter.Allowed(parameter.Type)));
    }

    private static string[] Split(ParameterDeclaration parameter, string text) =>
        parameter.IsList || ValueConverter.IsDictionary(parameter.Type)
            ? text.Split(parameter.Separator ?? " ", StringSplitOptions.RemoveEmptyEntries)
            : [text];
}
