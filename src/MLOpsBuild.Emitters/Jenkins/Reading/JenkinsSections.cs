namespace MLOpsBuild.Emitters;

/// <summary>The sections of a pipeline or stage, each of which Jenkins takes once.</summary>
internal static class JenkinsSections
{
    private static readonly string[] WithoutBraces = ["agent", "failFast"];

    public static Dictionary<string, CallTree> Of(CallTree block, string[] known, string place)
    {
        var sections = new Dictionary<string, CallTree>();
        foreach (var statement in block.Body ?? [])
        {
            if (statement is not CallTree section)
                throw new CiFileException(block.Line, $"{place} holds `{statement}`, which is no section");
            if (!known.Contains(section.Name))
                throw new CiFileException(section.Line, $"{place} holds `{section.Name}`, which is none of {string.Join(", ", known)}");
            if (section.Body is null && !WithoutBraces.Contains(section.Name))
                throw new CiFileException(section.Line, $"`{section.Name}` of {place} has no braces");
            if (!sections.TryAdd(section.Name, section))
                throw new CiFileException(section.Line, $"{place} has `{section.Name}` twice");
        }

        return sections;
    }

    /// <summary>The calls of a section; none where it is not there.</summary>
    public static IEnumerable<CallTree> Calls(Dictionary<string, CallTree> sections, string name) =>
        sections.TryGetValue(name, out var section) ? Calls(section) : [];

    /// <exception cref="CiFileException">Something in the section is no call.</exception>
    public static IEnumerable<CallTree> Calls(CallTree section) => (section.Body ?? []).Select(statement =>
        statement as CallTree ?? throw new CiFileException(section.Line, $"`{section.Name}` holds `{statement}`, which is no call"));

    /// <summary>The named sections as settings, by the names of their calls.</summary>
    public static IEnumerable<(string Name, string? Value)> Settings(Dictionary<string, CallTree> sections, params string[] names) =>
        names.Where(sections.ContainsKey).SelectMany(name => Settings(sections[name], name));

    public static string Text(CallTree call, string name) => call.Find(name) is TextTree text
        ? text.Text
        : throw new CiFileException(call.Line, $"`{call.Name}` has no text for `{name}`");

    private static (string Name, string? Value)[] Settings(CallTree section, string name)
    {
        if (section.Body is not { } body)
            return [(name, string.Join(", ", section.Arguments))];
        (string Name, string? Value)[] settings = [.. body.Select(statement => statement is CallTree call
            ? ($"{name}.{call.Name}", Content(call))
            : ($"{name}.{statement.ToString()!.Split(' ')[0]}", statement.ToString()))];
        if (name == "options" && settings.GroupBy(setting => setting.Name).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new CiFileException(section.Line, $"`{same.Key}` stands twice");
        return [.. settings.GroupBy(setting => setting.Name).Select(group => (group.Key, (string?)string.Join("; ", group.Select(setting => setting.Value))))];
    }

    private static string Content(CallTree call) => call.Body is null ? string.Join(", ", call.Arguments) : call.ToString();
}
