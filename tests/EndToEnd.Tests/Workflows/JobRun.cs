namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>What a job came to, or one of those that a matrix made of it.</summary>
/// <param name="Id">The job.</param>
/// <param name="Result"><c>success</c>, <c>failure</c> or <c>skipped</c>.</param>
/// <param name="Log">All that its steps wrote.</param>
/// <param name="Summary">The Markdown that it left for the run's page.</param>
internal sealed record JobRun(string Id, string Result, string Log, string Summary)
{
    /// <summary>What it hands to the jobs that wait for it.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = new Dictionary<string, object?>();

    public override string ToString() => $"{Id}: {Result}";
}
