using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with triggers.</summary>
internal static class TriggerValidation
{
    public static void Validate(ImmutableArray<Trigger> triggers, FindingList findings)
    {
        foreach (var push in triggers.OfType<PushTrigger>())
        {
            if (GitNames.Mistake(push.Branch) is { } mistake)
                findings.Add(FindingCodes.BadBranch, push.Location, mistake, $"'{push.Branch}'", "Name a branch, as in Push(\"main\").");
        }

        foreach (var cron in triggers.OfType<CronTrigger>())
        {
            if (CronExpression.Mistake(cron.Expression) is { } mistake)
                findings.Add(FindingCodes.BadCron, cron.Location, mistake, $"'{cron.Expression}'", "Give a time in UTC, as in Cron(\"0 3 * * 1\").");
        }

        foreach (var same in triggers.GroupBy(trigger => trigger with { Location = null }).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.Duplicate, same.Last().Location, "the same trigger is named twice", Text(same.Key), "Keep one of the two.");
    }

    private static string Text(Trigger trigger) => trigger switch
    {
        PushTrigger push => $"Push({push.Branch})",
        CronTrigger cron => $"Cron({cron.Expression})",
        _ => "PullRequest",
    };
}
