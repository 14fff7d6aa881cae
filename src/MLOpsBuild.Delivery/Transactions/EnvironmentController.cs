namespace MLOpsBuild.Delivery;

/// <summary>
/// Changes an environment by transactions: one at a time, with a journal before the first change and a record in the ledger after the last, so
/// that a controller that is killed leaves word of what was half done, and the next one finishes or undoes it.
/// </summary>
public sealed class EnvironmentController
{
    private readonly ControllerOptions _options;
    private readonly DurableFiles _durable;
    private readonly TransactionFiles _files;

    /// <summary>A controller; nothing is touched yet.</summary>
    public EnvironmentController(ControllerOptions options)
        : this(options, new DurableFiles())
    {
    }

    internal EnvironmentController(ControllerOptions options, DurableFiles durable)
    {
        _options = options;
        _durable = durable;
        _files = new(options.Folder, durable);
    }

    /// <summary>Who changes the environment at this moment, a clause; null where nobody does.</summary>
    public string? Busy() => _files.HeldBy();

    /// <summary>What was interrupted and is half done, a sentence; null where nothing is, or where somebody is at work.</summary>
    public string? HalfDone() => Busy() is null ? _files.Journal()?.Tell() : null;

    /// <summary>Takes the environment until the session is disposed.</summary>
    /// <param name="purpose">What for, as in <c>Deploy 0.1.1</c>: told to whoever comes meanwhile.</param>
    /// <exception cref="DeliveryException">Another process holds it.</exception>
    public async Task<ControllerSession> OpenAsync(string purpose)
    {
        try
        {
            var held = await _files.TakeAsync($"{_options.Environment} of {_options.Pipeline}", new(Environment.ProcessId, _options.Operator, purpose, _options.Time.GetUtcNow()), _options.Time);
            return new(_options, _files, _durable, held);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.Storage(_options.Folder, exception);
        }
    }
}
