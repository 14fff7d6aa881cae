namespace MLOpsBuild.Targets;

/// <summary>Checks that what targets consume is produced by someone, before anything runs.</summary>
internal static class Consumption
{
    public static void Check(ExecutionPlan plan, List<string> mistakes)
    {
        foreach (var target in plan.Steps.Select(step => step.Target))
        {
            foreach (var (producer, artifacts) in target.Consumed)
            {
                if (producer.ArtifactProducts.Count == 0 && artifacts.Count == 0)
                    mistakes.Add(Findings.NothingProduced(target.Name, producer.Name));
                else
                    mistakes.AddRange(artifacts.Where(it => !producer.ArtifactProducts.Contains(it)).Select(it => Findings.NotProduced(target.Name, producer.Name, it)));
            }
        }
    }

    /// <summary>Finds what would be missing because its producer does not run.</summary>
    public static void CheckFiles(ExecutionPlan plan, AbsolutePath root, List<string> mistakes)
    {
        var planned = plan.Steps.ToDictionary(step => step.Target, step => step.SkipReason);
        foreach (var target in plan.Steps.Where(step => step.SkipReason is null).Select(step => step.Target).Where(it => it.Definition.Actions.Count > 0))
        {
            foreach (var (producer, artifacts) in target.Consumed)
            {
                if (planned.GetValueOrDefault(producer, "not planned") is { } why)
                    mistakes.AddRange(artifacts.Where(it => !Artifacts.AreThere(root, it)).Select(it => Findings.NotThere(target.Name, producer.Name, it, why)));
            }
        }
    }

    /// <summary>A consumer's turn has come: what it consumes must be there.</summary>
    public static void Require(ExecutableTarget target)
    {
        foreach (var (producer, artifacts) in target.Consumed)
        {
            if (artifacts.FirstOrDefault(it => !Artifacts.AreThere(NukeBuild.RootDirectory, it)) is { } missing)
                throw new TargetFailedException($"It consumes '{missing}' of {producer.Name}, which has not left it. Run {producer.Name}, or bring the artifact.");
        }
    }
}
