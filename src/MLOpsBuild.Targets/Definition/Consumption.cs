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
}
