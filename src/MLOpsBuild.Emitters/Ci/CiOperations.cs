namespace MLOpsBuild.Emitters;

/// <summary>What people do by hand to an environment: a job for each operation and environment, of which the two choices name one.</summary>
internal static class CiOperations
{
    public static CiPlan? Plan(EmitterInput input, Diagnostics diagnostics)
    {
        DeployEnvironment[] environments = [.. input.Pipeline.Deploy.Environments.Where(environment => environment.IsRemote)];
        GraphTarget[] targets = [.. input.Graph.Operations.Select(name => input.Graph.Targets.Single(target => target.Name == name)).Where(target => IsOffered(target, input.Pipeline))];
        if (environments.Length == 0 || targets.Length == 0)
            return null;

        var operation = Choice("operation", "What to do", targets.Select(Name));
        var place = Choice(GraphParameter.Environment, "The environment to do it to", environments.Select(environment => environment.Name));
        var make = new CiJobs(input, input.Graph.Targets, diagnostics);
        CiJob[] jobs =
        [
            .. from target in targets
               from environment in environments
               where !target.Reads(GraphParameter.From) || environment.After is not null
               from job in Jobs(make, input.Graph, target, environment, input.Pipeline.Deploy.Environments, [new(operation, Name(target)), new(place, environment.Name)])
               select job,
        ];
        CiPlanner.Ids(jobs, diagnostics);
        return new(input.Pipeline, [.. jobs], [operation, place, .. make.Inputs(jobs.Select(job => job.Target))]) { ByHand = true };
    }

    /// <summary>A run by hand has no artifact of another run, so that what needs a package needs a registry outside.</summary>
    private static bool IsOffered(GraphTarget target, Pipeline pipeline) => target.Consumes.IsEmpty || pipeline.Push.Registry is not null;

    /// <summary>A promotion asks the environment that it comes from, too: its keys come along, of each kind the one of the environment that is changed.</summary>
    private static IEnumerable<CiJob> Jobs(CiJobs make, TargetGraph graph, GraphTarget target, DeployEnvironment environment, ImmutableArray<DeployEnvironment> environments, ImmutableArray<CiChoice> only)
    {
        var source = target.Reads(GraphParameter.From) ? environments.FirstOrDefault(other => other.Name == environment.After) : null;
        ImmutableArray<DeploySecret> keys = [.. environment.Secrets.Concat(source?.Secrets ?? []).DistinctBy(key => key.Kind)];
        var job = make.ByHand(target, environment, only, From(target, environment)) with { Keys = keys };
        if (graph.Targets.FirstOrDefault(other => other.PlanFolder is not null && target.Consumes.Contains(other.Name)) is not { } planning)
            return [job];

        var plan = make.Plan(planning, environment, [], From(planning, environment));
        plan = plan with
        {
            Id = $"plan-{Name(target)}-{environment.Name}",
            Title = $"Plan {Name(target)}: {environment.Name}",
            Receives = [],
            Leaves = plan.Leaves! with { Name = $"{plan.Leaves.Name}-{Name(target)}" },
            Only = only,
            Keys = keys,
        };
        return [plan, CiJobs.Bound(job, plan)];
    }

    private static string[] From(GraphTarget target, DeployEnvironment environment) =>
        target.Reads(GraphParameter.From) && environment.After is { } before ? ["--from", before] : [];

    private static string Name(GraphTarget target) => KebabCase.Of(target.Name);

    /// <summary>Nothing is chosen beforehand, so that a run that was started by mistake does nothing.</summary>
    private static GraphParameter Choice(string name, string description, IEnumerable<string> values) =>
        new() { Name = name, Description = description, Kind = ParameterKind.Choice, Values = [.. values] };
}
