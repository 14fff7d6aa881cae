namespace MLOpsBuild.Emitters;

/// <summary>Makes the plan of a pipeline's run on a CI server from the definition and the target graph; pure.</summary>
public static class CiPlanner
{
    /// <summary>The plan; null when <paramref name="findings"/> say why there is none.</summary>
    public static CiPlan? Plan(EmitterInput input, out ImmutableArray<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(input);
        var diagnostics = new Diagnostics();
        GraphValidation.Validate(input.Graph, diagnostics);
        var plan = diagnostics.Any ? null : new Planning(input, diagnostics).Plan();
        findings = [.. diagnostics.Findings];
        return diagnostics.Any ? null : plan;
    }

    /// <summary>What people do by hand to the environments of hosts or on a cluster; null where there is nothing to do, or when <paramref name="findings"/> say why there is no plan.</summary>
    public static CiPlan? Operations(EmitterInput input, out ImmutableArray<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(input);
        var diagnostics = new Diagnostics();
        GraphValidation.Validate(input.Graph, diagnostics);
        var plan = diagnostics.Any ? null : CiOperations.Plan(input, diagnostics);
        findings = [.. diagnostics.Findings];
        return diagnostics.Any ? null : plan;
    }

    internal static void Ids(IEnumerable<CiJob> jobs, Diagnostics diagnostics)
    {
        foreach (var same in jobs.GroupBy(job => job.Id).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, "jobs", "two jobs would share an id", $"{same.Key}, of {string.Join(" and ", same.Select(job => job.Target.Name).Distinct())}", "Rename one of the targets.");
    }

    private sealed class Planning
    {
        private readonly EmitterInput _input;
        private readonly Diagnostics _diagnostics;
        private readonly ImmutableArray<GraphTarget> _order;
        private readonly Dictionary<string, ImmutableArray<CiJob>> _jobs = [];
        private readonly CiJobs _make;

        public Planning(EmitterInput input, Diagnostics diagnostics)
        {
            (_input, _diagnostics, _order) = (input, diagnostics, input.Graph.Reached());
            _make = new(input, _order, diagnostics);
        }

        public CiPlan Plan()
        {
            foreach (var target in _order)
                _jobs[target.Name] = HasJobs(target) ? Jobs(target) : Through(target);

            CiJob[] jobs = [.. _order.Where(HasJobs).SelectMany(target => _jobs[target.Name])];
            Ids(jobs, _diagnostics);
            Artifacts(jobs);
            return new(_input.Pipeline, [.. jobs], _make.Inputs(jobs.Select(job => job.Target)));
        }

        private void Artifacts(CiJob[] jobs)
        {
            var left = from job in jobs
                       where job.Leaves is not null
                       from part in job.Parts is { } parts ? Enumerable.Range(1, parts).Select(job.Leaves!.Part) : [job.Leaves!]
                       select (part.Name, job.Id);
            foreach (var same in left.GroupBy(pair => pair.Name, pair => pair.Id).Where(group => group.Distinct().Count() > 1))
                _diagnostics.Add(FindingCodes.NameClash, "jobs", "two jobs would leave an artifact of one name", $"{same.Key}, of {string.Join(" and ", same)}", "Rename one of the targets.");
        }

        /// <summary>A plan is made just before what it binds.</summary>
        private static bool HasJobs(GraphTarget target) => target.Executes && target.PlanFolder is null;

        /// <summary>The jobs of a target: one, or one for each environment, which then wait for one another; before one that a plan binds comes that plan's.</summary>
        private ImmutableArray<CiJob> Jobs(GraphTarget target)
        {
            var environments = _input.Pipeline.Deploy.Environments;
            if (!target.Parameters.Contains(GraphParameter.Environment) || environments.IsEmpty)
                return [_make.Of(target, null, Needs(target))];

            var plan = _order.FirstOrDefault(other => other.PlanFolder is not null && target.Consumes.Contains(other.Name));
            var jobs = ImmutableArray.CreateBuilder<CiJob>();
            foreach (var environment in environments.Where(IsKnown))
            {
                CiArtifact[] earlier = [.. jobs.Where(job => job.Plans is null).Select(job => job.Leaves).OfType<CiArtifact>()];
                var needs = jobs.Count == 0 ? Needs(target) : [jobs[^1]];
                var job = Given(_make.Of(target, environment, needs), earlier);
                if (plan is not null && environment.IsRemote)
                {
                    jobs.Add(Given(_make.Plan(plan, environment, needs), earlier));
                    job = CiJobs.Bound(job, jobs[^1]);
                }

                jobs.Add(job);
            }

            return jobs.ToImmutable();
        }

        private static CiJob Given(CiJob job, CiArtifact[] artifacts) => job with { Receives = [.. job.Receives, .. artifacts] };

        private bool IsKnown(DeployEnvironment environment)
        {
            var known = _input.Graph.Parameters.Single(parameter => parameter.Name == GraphParameter.Environment).Values;
            if (known.IsEmpty || known.Contains(environment.Name))
                return true;
            _diagnostics.Add(FindingCodes.BadEnvironment, environment.Location?.ToString() ?? "definition", "the build cannot deploy to this environment", $"'{environment.Name}'", $"It knows {string.Join(", ", known)}.");
            return false;
        }

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
                .SelectMany(other => HasJobs(other) ? _jobs[other.Name].TakeLast(1) : _jobs[other.Name])
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
