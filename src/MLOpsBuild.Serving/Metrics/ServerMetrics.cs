namespace MLOpsBuild.Serving;

/// <summary>Counts what the server did since it started; safe for threads, and without a lock on the way of a request.</summary>
internal sealed class ServerMetrics
{
    private long _inProgress;

    /// <summary>Requests that are being answered.</summary>
    public long InProgress => Interlocked.Read(ref _inProgress);

    /// <summary>What was counted by endpoint.</summary>
    public IReadOnlyList<EndpointMetrics> Endpoints { get; } = [.. Enum.GetValues<EndpointKind>().Select(kind => new EndpointMetrics(kind))];

    /// <summary>The probabilities of the rows that were scored and answered.</summary>
    public PredictionMetrics Predictions { get; } = new();

    public void Begin() => Interlocked.Increment(ref _inProgress);

    public void End(EndpointKind endpoint, int status, TimeSpan duration)
    {
        Interlocked.Decrement(ref _inProgress);
        Endpoints[(int)endpoint].Count(status, duration);
    }
}

/// <summary>What requests are counted as.</summary>
internal enum EndpointKind
{
    /// <summary>Anything that scores nothing: health, metadata, unknown addresses.</summary>
    Other,

    /// <summary><c>/predict</c>.</summary>
    Predict,

    /// <summary>Inference by the Open Inference Protocol.</summary>
    Infer,
}
