namespace MLOpsBuild.Emitters;

/// <summary>Makes the plan of a pipeline's run on a CI server from the definition and the target graph; pure.</summary>
public static class CiPlanner
{
    private const string Script = "./build.sh";

    /// <summary>The plan; null when <paramref name="findings"/> say why there is none.</summary>
    public static CiPlan? Plan(EmitterInput input, out ImmutableArray<Finding> findings)
    {
        var diagnostics = new Diagnostics();
        GraphValidation.Validate(input.Graph, diagnostics);
        var plan = diagnostics.Any ? null : new Planning(input, diagnostics).Plan();
        findings = [.. diagnostics.Findings];
        return diagnostics.Any ? null : plan;
    }

    private sealed class Planning(EmitterInput input, Diagnostics diagnostics)
    {
        private readonly Pipeline _pipeline = input.Pipeline;
        private readonly ImmutableArray<GraphTarget> _order = input.Graph.Reached();
        private readonly Dictionary<string, ImmutableArray<CiJob>> _jobs = [];

        public CiPlan Plan()
        {
            foreach (var target in _order)
                _jobs[target.Name] = target.Executes ? Jobs(target) : Through(target);

            CiJob[] jobs = [.. _order.Where(target => target.Executes).SelectMany(target => _jobs[target.Name])];
            foreach (var same in jobs.GroupBy(job => job.Id).Where(group => group.Count() > 1))
                diagnostics.Add(FindingCodes.NameClash, "jobs", "two jobs would share an id", $"{same.Key}, of {string.Join(" and ", same.Select(job => job.Target.Name).Distinct())}", "Rename one of the targets.");
            return new(_pipeline, [.. jobs], Inputs([.. jobs.SelectMany(job => job.Target.Parameters.Union(job.Target.Requires)).Distinct()]));
        }

        /// <summary>The jobs of a target: one, or one for each environment, which then wait for one another.</summary>
        private ImmutableArray<CiJob> Jobs(GraphTarget target)
        {
            if (!target.Parameters.Contains(GraphParameter.Environment) || _pipeline.Deploy.Environments.IsEmpty)
                return [Job(target, null, Needs(target))];

            var jobs = ImmutableArray.CreateBuilder<CiJob>();
            foreach (var environment in _pipeline.Deploy.Environments.Where(IsKnown))
                jobs.Add(Job(target, environment, jobs.Count == 0 ? Needs(target) : [jobs[^1]]));
            return jobs.ToImmutable();
        }

        private bool IsKnown(DeployEnvironment environment)
        {
            var known = input.Graph.Parameters.Single(parameter => parameter.Name == GraphParameter.Environment).Values;
            if (known.IsEmpty || known.Contains(environment.Name))
                return true;
            diagnostics.Add(FindingCodes.BadEnvironment, environment.Location?.ToString() ?? "definition", "the build cannot deploy to this environment", $"'{environment.Name}'", $"It knows {string.Join(", ", known)}.");
            return false;
        }

        private CiJob Job(GraphTarget target, DeployEnvironment? environment, ImmutableArray<CiJob> needs)
        {
            var parameters = target.Parameters.Union(target.Requires).ToImmutableArray();
            var secrets = input.Graph.Parameters.Where(parameter => parameter.IsSecret && parameters.Contains(parameter.Name)).ToImmutableArray();
            foreach (var secret in secrets.Where(secret => !secret.HeldBy.IsEmpty && !(environment is not null && secret.HeldBy.Contains(environment.Name))))
                diagnostics.Add(FindingCodes.SecretOutOfPlace, target.Name, $"a secret of {string.Join(", ", secret.HeldBy)} is read outside of it", secret.Name, $"Let only a job of that environment read it; {target.Name} runs in {environment?.Name ?? "none"}.");

            return new()
            {
                Id = KebabCase.Of(target.Name) + (environment is null ? "" : "-" + environment.Name),
                Title = environment is null ? target.Name : $"{target.Name} to {environment.Name}",
                Target = target,
                Command = [Script, target.Name, "--pipeline", _pipeline.Name, .. environment is null ? Array.Empty<string>() : ["--environment", environment.Name], "--skip"],
                Needs = needs,
                Receives = [.. target.Consumed(_order).Select(Artifact)],
                Leaves = target.Produces.IsEmpty ? null : Artifact(target),
                Environment = environment,
                Inputs = Inputs(parameters),
                Secrets = secrets,
            };
        }

        private ImmutableArray<GraphParameter> Inputs(ImmutableArray<string> names) =>
            [.. input.Graph.Parameters.Where(parameter => names.Contains(parameter.Name) && !parameter.IsSecret && parameter.Name is not (GraphParameter.Pipeline or GraphParameter.Environment))];

        private CiArtifact Artifact(GraphTarget target) => new($"{_pipeline.Name}-{KebabCase.Of(target.Name)}", target.Produces);

        /// <summary>The last jobs of what comes before, less those that another of them waits for anyway.</summary>
        private ImmutableArray<CiJob> Needs(GraphTarget target)
        {
            CiJob[] direct = [.. Through(target)];
            var implied = new HashSet<string>();
            foreach (var before in direct.SelectMany(job => job.Needs))
                Imply(before, implied);
            return [.. direct.Where(job => !implied.Contains(job.Id))];
        }

        private ImmutableArray<CiJob> Through(GraphTarget target) =>
        [
            .. _order.Where(other => target.Predecessors().Contains(other.Name))
                .SelectMany(other => other.Executes ? _jobs[other.Name].TakeLast(1) : _jobs[other.Name])
                .DistinctBy(job => job.Id),
        ];

        private static void Imply(CiJob job, HashSet<string> implied)
        {
            if (!implied.Add(job.Id))
                return;
            foreach (var before in job.Needs)
                Imply(before, implied);
        }
    }
}
