namespace MLOpsBuild.Emitters;

/// <summary>Reads what a stage does.</summary>
internal sealed class StepsReading(string place, List<string> notExpressed)
{
    private readonly ImmutableArray<CiGraphStep>.Builder _steps = ImmutableArray.CreateBuilder<CiGraphStep>();

    public ImmutableArray<CiGraphStep> Steps => _steps.ToImmutable();

    /// <param name="section">The steps; null for none.</param>
    /// <param name="condition">When they run, as a section of <c>post</c>; null in the stage's course.</param>
    public void Read(CallTree? section, string? condition)
    {
        foreach (var statement in section?.Body ?? [])
            Read(statement, condition, new([], CiSettings.None));
    }

    private void Read(GroovyTree statement, string? condition, Around around)
    {
        if (statement is not CallTree call)
        {
            notExpressed.Add($"{place} holds the code `{statement}`");
            Add(new() { Kind = CiStepKind.Use, Subject = statement.ToString()! });
        }
        else if (call.Name == "script" && Plain(call) is { } plain)
        {
            around = around with { Blocks = around.Blocks.Add(call with { Body = null }) };
            foreach (var (inner, into) in plain)
                Add(Step(inner) is var step && into is null ? step : step with { Settings = step.Settings.Add("into", into!) });
        }
        else if (call.Name == "script")
        {
            notExpressed.Add($"{place} holds a `script`, whose steps may depend on anything");
            Add(new() { Kind = CiStepKind.Use, Subject = call.ToString() });
        }
        else if (call.Body is { } body)
        {
            foreach (var inner in body)
                Read(inner, condition, call.Name == "withCredentials" ? Bind(call, around) : around with { Blocks = around.Blocks.Add(call with { Body = null }) });
        }
        else
            Add(Step(call));

        void Add(CiGraphStep step) => _steps.Add(step with
        {
            Condition = condition,
            Secrets = around.Secrets,
            Settings = around.Blocks.IsEmpty ? step.Settings : step.Settings.Add("within", string.Join(" / ", around.Blocks)),
        });
    }

    /// <summary>The steps of a script that holds nothing else, and what takes the value of each; null where it holds more.</summary>
    private static (CallTree Call, string? Into)[]? Plain(CallTree script)
    {
        var steps = new List<(CallTree, string?)>();
        foreach (var statement in script.Body ?? [])
        {
            if (statement is CallTree { Body: null } call)
                steps.Add((call, null));
            else if (statement is CodeTree code && GroovyParser.Assignment(code) is var (into, value))
                steps.Add((value, into));
            else
                return null;
        }

        return [.. steps];
    }

    private static CiGraphStep Step(CallTree call) => call.Name switch
    {
        "sh" => Of(CiStepKind.Command, call, "script"),
        "bat" or "pwsh" or "powershell" when Of(CiStepKind.Command, call, "script") is var command => command with { Settings = command.Settings.SetItem("shell", call.Name) },
        "unstash" => Of(CiStepKind.Receive, call, "name"),
        "stash" => Of(CiStepKind.Leave, call, "name"),
        _ => new() { Kind = CiStepKind.Use, Subject = call.Name, Settings = Settings(call.Arguments) },
    };

    private static CiGraphStep Of(CiStepKind kind, CallTree call, string subject)
    {
        var main = call.Arguments.FirstOrDefault(argument => argument.Name is null || argument.Name == subject)
            ?? throw new CiFileException(call.Line, $"`{call.Name}` has no `{subject}`");
        return new()
        {
            Kind = kind,
            Subject = main.Value is TextTree text ? text.Text : main.Value.ToString()!,
            Settings = Settings(call.Arguments.Remove(main)),
        };
    }

    private static ImmutableSortedDictionary<string, string> Settings(ImmutableArray<ArgumentTree> arguments) =>
        CiSettings.Of(arguments.Select((argument, i) => (argument.Name ?? FormattableString.Invariant($"[{i}]"), (string?)argument.Value.ToString())));

    private static Around Bind(CallTree call, Around around)
    {
        if (call.Arguments is not [{ Value: ListTree bindings }])
            return around with { Blocks = around.Blocks.Add(call with { Body = null }) };
        var bound = from binding in bindings.Items.OfType<CallTree>()
                    from argument in binding.Arguments
                    where argument.Name != "credentialsId"
                    group Bound(binding, argument) by argument.Value is TextTree variable ? variable.Text : argument.ToString();
        var secrets = around.Secrets.SetItems(bound.Select(group => KeyValuePair.Create(group.Key, string.Join(" and ", group))));
        return around with { Secrets = secrets };
    }

    /// <summary>The credential that a variable carries; its kind and part are told where it is more than one text.</summary>
    private static string Bound(CallTree binding, ArgumentTree argument) => (binding.Name, argument.Name, JenkinsSections.Text(binding, "credentialsId")) switch
    {
        ("string", "variable", var id) => id,
        (var kind, "variable", var id) => $"{kind} {id}",
        var (kind, part, id) => $"{kind} {id}, {part}",
    };

    /// <summary>What stands around a step.</summary>
    private sealed record Around(ImmutableArray<CallTree> Blocks, ImmutableSortedDictionary<string, string> Secrets);
}
