namespace MLOpsBuild.Registry;

/// <summary>Ends an exchange in which nothing has moved for too long; however long it takes in all, what moves is let go on.</summary>
internal sealed class StallGuard : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;

    public StallGuard(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _source = new CancellationTokenSource(limit, time);
        _registration = caller.Register(_source.Cancel);
    }

    public CancellationToken Token => _source.Token;

    public void Moved() => _source.CancelAfter(_limit);

    /// <summary>What a failed exchange is to the caller: its own cancellation, or a failure that may pass.</summary>
    public Exception Translate(Exception failure)
    {
        if (_caller.IsCancellationRequested)
            return new OperationCanceledException(failure.Message, failure, _caller);
        return _source.IsCancellationRequested
            ? new TransientException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"nothing has moved for {_limit.TotalSeconds:0.#} seconds"), failure)
            : new TransientException(Innermost(failure).Message.TrimEnd('.'), failure);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    // The outer ones say "An error occurred while sending the request".
    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
