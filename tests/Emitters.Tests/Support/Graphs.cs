namespace MLOpsBuild.Emitters.Tests;

/// <summary>Target graphs built by hand, as the components build them from the engine.</summary>
internal static class Graphs
{
    /// <summary>The stages of a pipeline's life.</summary>
    public static TargetGraph Life(string pipeline) => new()
    {
        Goals = ["Push", "Deploy"],
        Targets =
        [
            Stage(pipeline, "Prepare", "Reads, checks and splits the data"),
            Stage(pipeline, "Train", "Fits the model", "Prepare"),
            Stage(pipeline, "Test", "Tests how the model behaves", "Prepare", "Train") with { TestResults = [$"artifacts/{pipeline}/test/junit.xml"] },
            Stage(pipeline, "Validate", "Judges the model by its gates", "Prepare", "Train", "Test"),
            Stage(pipeline, "Package", "Packages the model", "Prepare", "Train", "Test", "Validate"),
            Stage(pipeline, "Push", "Pushes the package to the registry", "Package") with
            {
                Produces = [$"artifacts/{pipeline}/push", ".mlops/registry"],
                Ships = true,
            },
            new GraphTarget
            {
                Name = "Deploy",
                Description = "Serves a release",
                After = ["Push"],
                Consumes = ["Push"],
                Parameters = ["pipeline", "environment", "release"],
                Ships = true,
            },
        ],
        Parameters =
        [
            new() { Name = "pipeline", Description = "The pipeline to work on." },
            new() { Name = "environment", Description = "The environment to deploy to.", Kind = ParameterKind.Choice, Values = ["local"] },
            new() { Name = "release", Description = "The release to deploy: a version, an alias or a digest." },
        ],
    };

    /// <summary>A graph with everything that the model of graphs has: a diamond, choices, numbers, flags, secrets, environments.</summary>
    public static TargetGraph Full(string pipeline)
    {
        var life = Life(pipeline);
        return life with
        {
            Goals = ["Live"],
            Targets =
            [
                .. life.Targets.Select(target => target.Name switch
                {
                    "Train" => target with { Parameters = ["pipeline", "trials", "fast", "device"] },
                    "Validate" => target with { DependsOn = ["Train"], Consumes = ["Prepare", "Train"] },
                    "Package" => target with { DependsOn = ["Test", "Validate"] },
                    "Push" => target with { Parameters = ["pipeline", "registry-token"] },
                    "Deploy" => target with { Parameters = ["pipeline", "environment", "release", "deploy-key"] },
                    _ => target,
                }),
                new GraphTarget { Name = "Live", DependsOn = ["Push", "Deploy"], Executes = false },
            ],
            Parameters =
            [
                life.Parameters[0],
                life.Parameters[1] with { Values = ["local", "staging", "production"] },
                life.Parameters[2],
                new() { Name = "trials", Description = "How many trials: 10, say", Kind = ParameterKind.Number, Default = "10" },
                new() { Name = "fast", Description = "Train on fewer rows", Kind = ParameterKind.Flag },
                new() { Name = "device", Description = "What to train on", Kind = ParameterKind.Choice, Values = ["cpu", "gpu", "no", "1.10"], Default = "cpu" },
                new() { Name = "registry-token", Description = "The token of the registry", IsSecret = true },
                new() { Name = "deploy-key", Description = "The key of the hosts", IsSecret = true, HeldBy = ["staging", "production"] },
            ],
        };
    }

    /// <summary>A life with a target of its own between two stages, which runs in three parts beside another, and leaves what the next one reads.</summary>
    public static TargetGraph InParts(string pipeline)
    {
        var life = Life(pipeline);
        return life with
        {
            Goals = ["Push"],
            Targets =
            [
                .. life.Targets.Select(target => target.Name == "Package" ? target with { DependsOn = ["Validate", "Explain"], Consumes = [.. target.Consumes, "Explain"] } : target),
                Stage(pipeline, "Explain", "Explains the model", "Prepare", "Train") with { Parts = 3, Parameters = ["pipeline", "release", "explain-token"] },
            ],
            Parameters = [.. life.Parameters, new() { Name = "explain-token", Description = "The token of the store", IsSecret = true }],
        };
    }

    /// <summary>What of such a life is delivery: what comes before the registry is in other graphs.</summary>
    public static TargetGraph DeliveryAlone(string pipeline)
    {
        string[] before = ["Prepare", "Train", "Test", "Validate", "Package"];
        var graph = Delivered(pipeline);
        return graph with
        {
            Targets =
            [
                .. graph.Targets.Where(target => !before.Contains(target.Name)).Select(target => target with
                {
                    DependsOn = [.. target.DependsOn.Except(before)],
                    Consumes = [.. target.Consumes.Except(before)],
                }),
            ],
        };
    }

    /// <summary>The life of a pipeline whose deployments are planned, with what people do by hand.</summary>
    public static TargetGraph Delivered(string pipeline)
    {
        var life = Life(pipeline);
        return life with
        {
            Operations = ["Rollback", "Promote"],
            Targets =
            [
                .. life.Targets.Select(target => target.Name switch
                {
                    "Validate" => target with { ReadsRegistry = true },
                    "Push" => target with { Pushed = $"artifacts/{pipeline}/push/push.json" },
                    "Deploy" => target with { Consumes = ["Push", "PlanDeploy"], Produces = [$".mlops/ledger/{pipeline}"], Parameters = ["pipeline", "environment", "release", "from", "plan-digest", "approved-by"] },
                    _ => target,
                }),
                new GraphTarget
                {
                    Name = "PlanDeploy",
                    Description = "Says what a deploy would change",
                    After = ["Push"],
                    Consumes = ["Push"],
                    PlanFolder = $"artifacts/{pipeline}/plan",
                    Parameters = ["pipeline", "environment", "release", "from"],
                    Ships = true,
                },
                new GraphTarget
                {
                    Name = "Rollback",
                    Description = "Goes back to an earlier release",
                    Parameters = ["pipeline", "environment", "release", "approved-by"],
                    Ships = true,
                },
                new GraphTarget
                {
                    Name = "Promote",
                    Description = "Brings a release to the next environment",
                    Consumes = ["Push", "PlanDeploy"],
                    Produces = [$".mlops/ledger/{pipeline}"],
                    Parameters = ["pipeline", "environment", "from", "plan-digest", "approved-by"],
                    Ships = true,
                },
            ],
            Parameters =
            [
                life.Parameters[0],
                life.Parameters[1] with { Values = ["local", "staging", "production", "cloud"] },
                life.Parameters[2],
                new() { Name = "from", Description = "The environment whose release is promoted." },
                new() { Name = "plan-digest", Description = "The digest of the plan that was approved." },
                new() { Name = "approved-by", Description = "Who approved the plan." },
            ],
        };
    }

    private static GraphTarget Stage(string pipeline, string name, string description, params string[] consumes) => new()
    {
        Name = name,
        Description = description,
        DependsOn = consumes.Length == 0 ? [] : [consumes[^1]],
        Consumes = [.. consumes],
        Produces = [$"artifacts/{pipeline}/{name.ToLowerInvariant()}"],
        Record = $"artifacts/{pipeline}/{name.ToLowerInvariant()}/stage.json",
        Parameters = ["pipeline"],
    };
}
