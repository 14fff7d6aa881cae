namespace MLOpsBuild.Emitters;

/// <summary>What starts a workflow, as it was read.</summary>
internal sealed record TriggerReading(ImmutableArray<string> Triggers, ImmutableArray<string> Inputs, ImmutableArray<(string Name, string? Value)> Settings, ImmutableArray<string> NotExpressed)
{
    private const string Dispatch = "workflow_dispatch";

    public static TriggerReading Read(YamlTree on) => on is YamlMapping mapping
        ? Join(mapping.Pairs.Select(pair => Event(pair.Key, pair.Value)))
        : Join(Expect.Texts(on, "an event").Select(name => Event(name, new YamlMapping(on.Line, []))));

    private static TriggerReading Join(IEnumerable<TriggerReading> events)
    {
        var all = events.ToArray();
        return new([.. all.SelectMany(one => one.Triggers)], [.. all.SelectMany(one => one.Inputs)], [.. all.SelectMany(one => one.Settings)], [.. all.SelectMany(one => one.NotExpressed)]);
    }

    private static TriggerReading Event(string name, YamlTree tree) => name switch
    {
        "schedule" => Schedules(tree),
        Dispatch => ByHand(OrEmpty(tree, name)),
        "push" => Push(OrEmpty(tree, name)),
        "pull_request" => Filtered(["a pull request"], name, OrEmpty(tree, name).Pairs),
        _ => Filtered([$"the event `{name}`"], name, tree is YamlSequence ? [KeyValuePair.Create("types", tree)] : OrEmpty(tree, name).Pairs),
    };

    private static TriggerReading Schedules(YamlTree tree)
    {
        var times = tree as YamlSequence ?? throw new CiFileException(tree.Line, "a schedule is a list");
        return new([.. times.Items.Select(time => $"the schedule `{Expect.Text(Expect.Key(Expect.Mapping(time, "a time"), "cron", "a time"), "cron")}`")], [], [], []);
    }

    private static TriggerReading ByHand(YamlMapping tree)
    {
        var inputs = tree.Find("inputs") is { } given ? OrEmpty(given, "inputs").Pairs : [];
        return new(["people"], [.. inputs.Select(input => input.Key)], [.. Flattening.Of(inputs, "inputs.")], []);
    }

    private static TriggerReading Push(YamlMapping tree)
    {
        ImmutableArray<string> branches = tree.Find("branches") is { } named ? [.. Expect.Texts(named, "branches").Select(branch => $"a push to {branch}")] : ["a push to any branch"];
        return Filtered(branches, "push", tree.Pairs.Where(pair => pair.Key != "branches"));
    }

    private static TriggerReading Filtered(ImmutableArray<string> triggers, string name, IEnumerable<KeyValuePair<string, YamlTree>> filters)
    {
        var kept = filters.ToArray();
        return new(triggers, [], [.. Flattening.Of(kept, $"on.{name}.")], [.. kept.Select(filter => $"`on.{name}.{filter.Key}` narrows what starts the file")]);
    }

    private static YamlMapping OrEmpty(YamlTree tree, string what) =>
        tree is YamlLeaf { Text: "" or "~" or "null" } ? new(tree.Line, []) : Expect.Mapping(tree, what);
}
