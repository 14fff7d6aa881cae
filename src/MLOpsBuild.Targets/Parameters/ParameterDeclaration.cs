using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>A parameter as a member declares it.</summary>
internal sealed record ParameterDeclaration(MemberInfo Member, string Name, Type Type)
{
    public string Option { get; } = "--" + Kebab(Name);

    public string Variable { get; } = "MLOPSBUILD_" + Kebab(Name).Replace('-', '_').ToUpperInvariant();

    public string Key { get; } = KeyOf(Name);

    public string? Description { get; init; }

    public string? Separator { get; init; }

    public bool Listed { get; init; } = true;

    public bool IsSecret { get; init; }

    public bool IsRequired { get; init; }

    public bool IsPositional { get; init; }

    public bool IsFlag => ValueConverter.IsFlag(Type);

    public bool IsList => ValueConverter.IsList(Type);

    public string Ways => IsSecret ? $"{Variable}, or {Option} where nobody else sees the command line" : $"{Option}, {Variable} or \"{Name}\" in .nuke/parameters.json";

    /// <summary>The name without dashes and case, by which all spellings are one.</summary>
    public static string KeyOf(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>ApiKey becomes api-key, HTTPPort http-port.</summary>
    public static string Kebab(string name)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '-'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('-');
            text.Append(name[i] == '_' ? '-' : char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
