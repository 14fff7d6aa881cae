namespace MLOpsBuild.Emitters;

/// <summary>What stages tell later ones: the text and the digest of a plan by its job, and who approved by the job that was approved.</summary>
internal static class JenkinsState
{
    public const string Plans = "plans";
    public const string Digests = "digests";
    public const string Approvals = "approvals";

    /// <summary>The maps that the jobs of a plan need.</summary>
    public static ImmutableArray<string> Of(CiPlan plan) =>
    [
        .. plan.Jobs.Any(job => job.Plans is not null) ? [Plans, Digests] : Array.Empty<string>(),
        .. plan.Jobs.Any(job => job.TellsWhoApproved) ? [Approvals] : Array.Empty<string>(),
    ];

    /// <summary>An entry of a map; ids of jobs are letters, digits and dashes.</summary>
    public static string Entry(string map, string job) => $"{map}[{GroovyText.Quote(job)}]";

    /// <summary>A text with the entry behind it.</summary>
    public static GroovyValue Joined(string text, string map, string job) => new GroovyExpression($"{GroovyText.Quote(text)} + {Entry(map, job)}");
}
