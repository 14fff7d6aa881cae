using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>How pages of help write parameters.</summary>
/// <param name="values">What was given.</param>
/// <param name="defaults">What holds where nothing is given.</param>
internal sealed class ParameterText(ParameterValues values, IReadOnlyDictionary<ParameterDeclaration, string> defaults)
{
    /// <summary>The option and what it takes.</summary>
    public static string Option(ParameterDeclaration parameter) => parameter.Option + (parameter.IsFlag ? "" : " " + Placeholder(parameter));

    /// <summary>What it is for, and what it is now.</summary>
    public string About(ParameterDeclaration parameter)
    {
        var notes = new List<string>();
        if (parameter.IsSecret)
            notes.Add("secret");
        if (parameter.IsRequired)
            notes.Add("required");
        if (values.SourceOf(parameter) is { } source)
            notes.Add($"now from {source}");
        else if (defaults.TryGetValue(parameter, out var value))
            notes.Add($"default: {value}");
        return parameter.Description + (notes.Count == 0 ? "" : $" [{string.Join(", ", notes)}]");
    }

    /// <summary>Rows of as many cells, each column as wide as its widest cell.</summary>
    public static void Columns(StringBuilder text, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        foreach (var row in all)
            text.Append(string.Concat(row.Select((cell, column) => "  " + cell.PadRight(all.Max(other => other[column].Length)))).TrimEnd()).Append('\n');
    }

    private static string Placeholder(ParameterDeclaration parameter) =>
        ValueConverter.Allowed(parameter.Type) is { } allowed ? string.Join('|', allowed) : ValueConverter.Expected(parameter.Type).Split(' ')[^1].ToUpperInvariant() switch
        {
            "TEXT" => "TEXT",
            "NUMBER" => "N",
            "PATH" => "PATH",
            "01:30:00" => "TIME",
            var other => other,
        };
}
