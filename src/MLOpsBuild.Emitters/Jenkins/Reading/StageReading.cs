namespace MLOpsBuild.Emitters;

/// <summary>Walks the stages of a pipeline: those with steps are the jobs, and what holds them says when they run.</summary>
internal sealed class StageReading
{
    private static readonly string[] Sections = ["agent", "options", "when", "input", "environment", "tools", "steps", "stages", "parallel", "matrix", "failFast", "post"];
    private static readonly string[] Contents = ["steps", "stages", "parallel", "matrix"];
    private readonly List<Leaf> _leaves = [];

    public List<string> NotExpressed { get; } = [];

    public ImmutableArray<CiGraphJob> Jobs()
    {
        var names = _leaves.GroupBy(leaf => leaf.Name).Where(group => group.Count() == 1).Select(group => group.Key).ToHashSet();
        return [.. _leaves.Select(leaf => leaf.Job with { Id = Id(leaf), Needs = [.. leaf.Needs.Select(Id)] })];

        string Id(Leaf leaf) => names.Contains(leaf.Name) ? leaf.Name : string.Join(" / ", leaf.Groups.Append(leaf.Name));
    }

    /// <summary>Stages one after the other; returns those that the next stage waits for.</summary>
    public ImmutableArray<Leaf> InOrder(CallTree section, ImmutableArray<Group> groups, ImmutableArray<Leaf> before)
    {
        foreach (var stage in Stages(section))
            before = Stage(stage, groups, before);
        return before;
    }

    private ImmutableArray<Leaf> Together(CallTree section, ImmutableArray<Group> groups, ImmutableArray<Leaf> before)
    {
        if (groups[..^1].Any(group => group.InParallel))
            throw new CiFileException(section.Line, "parallel stages stand inside of parallel stages");
        return [.. Stages(section).SelectMany(stage => Stage(stage, groups, before))];
    }

    private ImmutableArray<Leaf> InParts(CallTree matrix, ImmutableArray<Group> groups, ImmutableArray<Leaf> before)
    {
        if (groups[..^1].Any(group => group.InParallel))
            throw new CiFileException(matrix.Line, "a matrix stands inside of parallel stages");
        return InOrder(JenkinsSections.Calls(matrix).Single(section => section.Name == "stages"), groups, before);
    }

    /// <summary>How many numbered parts a matrix of one axis makes; null where it is another matrix.</summary>
    private static int? Parts(CallTree matrix)
    {
        if (matrix.Body is not [CallTree { Name: "axes", Body: [CallTree { Name: "axis", Body: [CallTree { Name: "name", Arguments: [{ Value: TextTree { Text: CiParts.Variable } }] }, CallTree { Name: "values" } values] }] }, CallTree { Name: "stages", Body: not null }])
            return null;
        return values.Arguments.Length > 1 && values.Arguments.Select((value, i) => value is { Name: null, Value: TextTree text } && text.Text == FormattableString.Invariant($"{i + 1}")).All(fits => fits)
            ? values.Arguments.Length
            : null;
    }

    private ImmutableArray<Leaf> Stage(CallTree stage, ImmutableArray<Group> groups, ImmutableArray<Leaf> before)
    {
        var name = Name(stage);
        var sections = JenkinsSections.Of(stage, Sections, $"stage `{name}`");
        if (Contents.Where(sections.ContainsKey).ToArray() is not [var content])
            throw new CiFileException(stage.Line, $"stage `{name}` has not one of {string.Join(", ", Contents)}");
        var parts = content == "matrix" ? Parts(sections[content]) : null;
        var group = new Group(name, parts is not null ? "matrix" : content == "parallel" ? content : null, parts, sections);
        switch (content)
        {
            case "stages":
                return InOrder(sections[content], groups.Add(group), before);
            case "parallel":
                return Together(sections[content], groups.Add(group), before);
            case "matrix" when parts is not null:
                return InParts(sections[content], groups.Add(group), before);
            case "matrix":
                NotExpressed.Add($"stage `{name}`: `matrix` makes several stages of one");
                break;
        }

        var leaf = new Leaf(name, [.. groups.Select(outer => outer.Name)], Job(name, groups, sections), before);
        _leaves.Add(leaf);
        return [leaf];
    }

    private CiGraphJob Job(string name, ImmutableArray<Group> groups, Dictionary<string, CallTree> sections)
    {
        var steps = new StepsReading($"stage `{name}`", NotExpressed);
        steps.Read(sections.GetValueOrDefault("steps"), null);
        foreach (var post in JenkinsSections.Calls(sections, "post"))
            steps.Read(post, post.Name);
        string[] conditions = [.. groups.Select(group => group.Sections).Append(sections).SelectMany(Conditions)];
        return new()
        {
            Id = name,
            Parts = groups.FirstOrDefault(group => group.Parts is not null)?.Parts,
            Condition = conditions.Length == 0 ? null : string.Join(" and ", conditions),
            Settings = CiSettings.Of(
            [
                ("within", groups.IsEmpty ? null : string.Join(" / ", groups)),
                .. JenkinsSections.Settings(sections, "agent", "options", "input", "environment", "tools", "matrix", "failFast"),
                .. groups.SelectMany(group => JenkinsSections.Settings(group.Sections, "agent", "options", "input", "environment", "tools", "failFast", "post").Select(setting => ($"{group.Name}: {setting.Name}", setting.Value))),
            ]),
            Steps = steps.Steps,
        };
    }

    /// <summary>All that must hold; when it is asked stands among them, since it decides whether an agent or a person waits in vain.</summary>
    private static IEnumerable<string> Conditions(Dictionary<string, CallTree> sections) =>
        sections.TryGetValue("when", out var when) ? when.Body!.Value.Select(condition => condition.ToString()!) : [];

    private static CallTree[] Stages(CallTree section)
    {
        CallTree[] stages = [.. JenkinsSections.Calls(section)];
        if (stages.Length == 0)
            throw new CiFileException(section.Line, $"`{section.Name}` has no stages");
        if (stages.FirstOrDefault(call => call.Name != "stage" || call.Body is null) is { } other)
            throw new CiFileException(other.Line, $"`{section.Name}` holds `{other.Name}`, which is no stage");
        if (stages.GroupBy(Name).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new CiFileException(same.Last().Line, $"`{section.Name}` has two stages of the name `{same.Key}`");
        return stages;
    }

    private static string Name(CallTree stage) => stage.Arguments is [{ Value: TextTree name }]
        ? name.Text
        : throw new CiFileException(stage.Line, "a stage has a text for its name");

    /// <summary>A stage that holds others.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Beside">What lets them run beside each other, <c>parallel</c> or <c>matrix</c>; null where they run one after the other.</param>
    /// <param name="Parts">In how many parts; null where they run as a whole.</param>
    /// <param name="Sections">What else it says.</param>
    internal sealed record Group(string Name, string? Beside, int? Parts, Dictionary<string, CallTree> Sections)
    {
        public bool InParallel => Beside is not null;

        public override string ToString() => InParallel ? $"{Name} ({Beside})" : Name;
    }

    /// <summary>A stage with steps, and those that end right before it starts.</summary>
    internal sealed record Leaf(string Name, ImmutableArray<string> Groups, CiGraphJob Job, ImmutableArray<Leaf> Needs);
}
