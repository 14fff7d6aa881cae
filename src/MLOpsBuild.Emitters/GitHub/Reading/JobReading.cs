namespace MLOpsBuild.Emitters;

/// <summary>A job of a workflow as it was read.</summary>
internal sealed record JobReading(CiGraphJob Job, int Line, ImmutableArray<string> NotExpressed)
{
    private static readonly string[] Apart = ["needs", "if", "environment", "runs-on", "steps", "strategy"];

    private static readonly Dictionary<string, string> Unexpressed = new()
    {
        ["uses"] = "calls another workflow",
        ["container"] = "runs the job in a container",
        ["services"] = "starts services beside the job",
    };

    public static JobReading Read(string id, YamlTree tree)
    {
        var job = Expect.Mapping(tree, $"job `{id}`");
        var environment = job.Find("environment");
        var steps = job.Find("steps");
        var strategy = StrategyReading.Read(job.Find("strategy"));
        if (steps is null && job.Find("uses") is null)
            throw new CiFileException(job.Line, $"job `{id}` has neither `steps` nor `uses`");
        var read = steps is null ? [] : Steps(id, steps);
        return new(
            new()
            {
                Id = id,
                Needs = job.Find("needs") is { } needs ? Expect.Texts(needs, "needs") : [],
                Condition = job.Find("if") is { } condition ? StepReading.Condition(condition) : null,
                Parts = strategy.Parts,
                Environment = environment switch
                {
                    null => null,
                    YamlMapping named => Expect.Text(Expect.Key(named, "name", "an environment"), "an environment's name"),
                    _ => Expect.Text(environment, "an environment"),
                },
                Settings = CiSettings.Of(
                [
                    .. RunsOn(job),
                    .. strategy.Settings,
                    .. environment is YamlMapping map ? Flattening.Of(map.Pairs.Where(pair => pair.Key != "name"), "environment.") : [],
                    .. Flattening.Of(job.Pairs.Where(pair => !Apart.Contains(pair.Key))),
                ]),
                Steps = [.. read.Select(step => step.Step)],
            },
            job.Line,
            [
                .. strategy.NotExpressed.Select(clause => $"job `{id}`: {clause}"),
                .. job.Pairs.Where(pair => Unexpressed.ContainsKey(pair.Key)).Select(pair => $"job `{id}`: `{pair.Key}` {Unexpressed[pair.Key]}"),
                .. read.SelectMany(step => step.NotExpressed).Select(clause => $"job `{id}`: {clause}"),
            ]);
    }

    private static IEnumerable<(string Name, string? Value)> RunsOn(YamlMapping job) => job.Find("runs-on") switch
    {
        null when job.Find("uses") is null => throw new CiFileException(job.Line, "a job has no `runs-on`"),
        null => [],
        YamlMapping group => Flattening.Of(group.Pairs, "runs-on."),
        var labels => [("runs-on", string.Join(", ", Expect.Texts(labels, "runs-on")))],
    };

    private static StepReading[] Steps(string id, YamlTree tree)
    {
        var steps = tree as YamlSequence ?? throw new CiFileException(tree.Line, $"the steps of job `{id}` are a list");
        return steps.Items.Count == 0 ? throw new CiFileException(tree.Line, $"job `{id}` has no steps") : [.. steps.Items.Select(StepReading.Read)];
    }
}
