using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>A step of a job as it was read.</summary>
internal sealed partial record StepReading(CiGraphStep Step, ImmutableArray<string> NotExpressed)
{
    private static readonly string[] Apart = ["if", "run", "uses", "env", "with"];

    public static StepReading Read(YamlTree tree)
    {
        var step = Expect.Mapping(tree, "a step");
        var variables = Values(step, "env");
        var options = Values(step, "with");
        var (kind, subject, uses) = (step.Find("run"), step.Find("uses")) switch
        {
            ({ } run, null) => (CiStepKind.Command, Expect.Text(run, "run").TrimEnd('\n'), null),
            (null, { } action) => Action(Expect.Text(action, "uses"), options),
            _ => throw new CiFileException(step.Line, "a step has one of `run` and `uses`"),
        };
        var read = new CiGraphStep
        {
            Kind = kind,
            Subject = subject,
            Condition = step.Find("if") is { } condition ? Condition(condition) : null,
            Secrets = CiSettings.Of(
            [
                .. variables.SelectMany(pair => SecretsIn(pair.Key, pair.Value)),
                .. options.SelectMany(pair => SecretsIn("with." + pair.Key, pair.Value)),
            ]),
            Variables = CiSettings.Of(variables.Where(pair => !Secret().IsMatch(pair.Value)).Select(pair => (pair.Key, (string?)pair.Value))),
            Settings = CiSettings.Of(
            [
                ("uses", uses),
                .. options.Where(pair => pair.Key != "name" || kind == CiStepKind.Use).Select(pair => ("with." + pair.Key, (string?)pair.Value)),
                .. Flattening.Of(step.Pairs.Where(pair => !Apart.Contains(pair.Key))),
            ]),
        };
        return new(read, kind == CiStepKind.Command && subject.Contains("${{", StringComparison.Ordinal) ? [$"the script `{subject.Split('\n')[0]}` holds an expression"] : []);
    }

    /// <summary>A condition without the braces that GitHub lets people leave out.</summary>
    public static string Condition(YamlTree tree)
    {
        var text = Expect.Text(tree, "if").Trim();
        return text.StartsWith("${{", StringComparison.Ordinal) && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2 ? text[3..^2].Trim() : text;
    }

    private static (CiStepKind Kind, string Subject, string? Uses) Action(string uses, Dictionary<string, string> options) => uses.Split('@')[0] switch
    {
        "actions/download-artifact" => (CiStepKind.Receive, options.GetValueOrDefault("name") ?? options.GetValueOrDefault("pattern") ?? "*", uses),
        "actions/upload-artifact" => (CiStepKind.Leave, options.GetValueOrDefault("name") ?? "artifact", uses),
        _ => (CiStepKind.Use, uses, null),
    };

    private static Dictionary<string, string> Values(YamlMapping step, string key) => step.Find(key) switch
    {
        null or YamlLeaf { Text: "" } => [],
        YamlLeaf whole => new() { [""] = whole.Text },
        var tree => Expect.Mapping(tree, key).Pairs.ToDictionary(pair => pair.Key, pair => Expect.Text(pair.Value, $"{key}.{pair.Key}")),
    };

    private static IEnumerable<(string Name, string? Value)> SecretsIn(string place, string value)
    {
        var names = Secrets().Matches(value).Select(match => match.Groups[1].Value).Distinct().ToArray();
        return names.Length == 0 ? [] : [(place, string.Join(", ", names))];
    }

    /// <summary>A secret and nothing else.</summary>
    [GeneratedRegex("^\\$\\{\\{\\s*secrets\\.[A-Za-z_][A-Za-z0-9_]*\\s*\\}\\}\\z")]
    private static partial Regex Secret();

    [GeneratedRegex("\\bsecrets\\.([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex Secrets();
}
