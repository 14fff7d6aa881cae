using System.Collections.Immutable;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>The workflow of a pipeline with hosts and a cluster, run once to its end: two people approved production.</summary>
public sealed class DeliveredRun : IAsyncLifetime
{
    private readonly RecordedRun _run = new();

    /// <summary>The jobs, in the order in which they came.</summary>
    internal ImmutableArray<JobRun> Jobs { get; private set; }

    /// <summary>What was recorded.</summary>
    internal RecordedRun Run => _run;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _run.Approved(("approved", "grace", "production"), ("approved", "ada", "production"), ("approved", "ada", "production"), ("approved", "ada", "cloud"));
        Jobs = await _run.RunAsync("delivered");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return ValueTask.CompletedTask;
    }
}
