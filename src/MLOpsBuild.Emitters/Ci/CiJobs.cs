namespace MLOpsBuild.Emitters;

/// <summary>Makes jobs of targets: what each is called, given and handed.</summary>
internal sealed class CiJobs(EmitterInput input, ImmutableArray<GraphTarget> order, Diagnostics diagnostics)
{
    private const string Script = "./build.sh";

    private static readonly string[] NotAsked = [GraphParameter.Pipeline, GraphParameter.Environment, GraphParameter.From, GraphParameter.Registry, GraphParameter.PlanDigest, GraphParameter.ApprovedBy];

    private readonly Pipeline _pipeline = input.Pipeline;

    /// <summary>A job of a target, in an environment or none.</summary>
    public CiJob Of(GraphTarget target, DeployEnvironment? environment, ImmutableArray<CiJob> needs) => Job(target, environment, []) with
    {
        Id = KebabCase.Of(target.Name) + (environment is null ? "" : "-" + environment.Name),
        Title = environment is null ? target.Name : $"{target.Name} to {environment.Name}",
        Needs = needs,
        Leaves = target.Produces.IsEmpty ? null : new(Name(target) + (environment is null ? "" : "-" + environment.Name), target.Produces),
        Environment = environment,
        Secrets = Secrets(target, environment),
    };

    /// <summary>The job that plans a deployment, which asks nobody and runs outside of the environment.</summary>
    public CiJob Plan(GraphTarget target, DeployEnvironment environment, ImmutableArray<CiJob> needs, params string[] arguments)
    {
        var folder = $"{target.PlanFolder}-{environment.Name}";
        return Job(target, environment, arguments) with
        {
            Id = "plan-" + environment.Name,
            Title = $"Plan {environment.Name}",
            Needs = needs,
            Leaves = new($"{_pipeline.Name}-plan-{environment.Name}", target.Produces.Add(folder)),
            Plans = new(environment, folder),
            Secrets = Secrets(target, null),
        };
    }

    /// <summary>A job that runs only as its plan says.</summary>
    public static CiJob Bound(CiJob job, CiJob plan) => job with
    {
        Needs = [plan],
        Receives = [.. job.Receives.Append(plan.Leaves!)],
        BoundBy = plan,
    };

    /// <summary>A job that people start by hand: it has nothing of an earlier run.</summary>
    public CiJob ByHand(GraphTarget target, DeployEnvironment environment, ImmutableArray<CiChoice> only, params string[] arguments) => Job(target, environment, arguments) with
    {
        Id = $"{KebabCase.Of(target.Name)}-{environment.Name}",
        Title = $"{target.Name}: {environment.Name}",
        Receives = [],
        Leaves = target.Produces.IsEmpty ? null : new($"{Name(target)}-{environment.Name}", target.Produces),
        Environment = environment,
        Secrets = Secrets(target, environment),
        Only = only,
    };

    /// <summary>What people are asked of these targets.</summary>
    public ImmutableArray<GraphParameter> Inputs(IEnumerable<GraphTarget> targets)
    {
        var names = targets.SelectMany(target => target.Parameters.Union(target.Requires)).ToHashSet();
        return [.. input.Graph.Parameters.Where(parameter => names.Contains(parameter.Name) && !parameter.IsSecret && !NotAsked.Contains(parameter.Name))];
    }

    private CiJob Job(GraphTarget target, DeployEnvironment? environment, string[] arguments) => new()
    {
        Id = "",
        Title = "",
        Target = target,
        Command = [Script, target.Name, "--pipeline", _pipeline.Name, .. environment is null ? Array.Empty<string>() : ["--environment", environment.Name], .. arguments, "--skip"],
        Receives = [.. target.Consumed(order).Where(consumed => consumed.PlanFolder is null).SelectMany(Left)],
        Leaves = target.Produces.IsEmpty ? null : new(Name(target), target.Produces),
        Inputs = Inputs([target]),
        Keys = environment?.Secrets ?? [],
        Registry = target.Ships || target.ReadsRegistry ? _pipeline.Push.Registry : null,
        Signs = target.Pushed is not null && _pipeline.Push.MustBeSigned,
    };

    /// <summary>What a target leaves without an environment: one artifact, or one of each part.</summary>
    private IEnumerable<CiArtifact> Left(GraphTarget target)
    {
        var whole = new CiArtifact(Name(target), target.Produces);
        return target.Parts is { } parts ? Enumerable.Range(1, parts).Select(whole.Part) : [whole];
    }

    private string Name(GraphTarget target) => $"{_pipeline.Name}-{KebabCase.Of(target.Name)}";

    private ImmutableArray<GraphParameter> Secrets(GraphTarget target, DeployEnvironment? environment)
    {
        var secrets = input.Graph.Parameters.Where(parameter => parameter.IsSecret && target.Reads(parameter.Name)).ToImmutableArray();
        foreach (var secret in secrets.Where(secret => !secret.HeldBy.IsEmpty && !(environment is not null && secret.HeldBy.Contains(environment.Name))))
            diagnostics.Add(FindingCodes.SecretOutOfPlace, target.Name, $"a secret of {string.Join(", ", secret.HeldBy)} is read outside of it", secret.Name, $"Let only a job of that environment read it; {target.Name} runs in {environment?.Name ?? "none"}.");
        return secrets;
    }
}
