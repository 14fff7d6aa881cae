using System.Globalization;
using Polly;
using Polly.Retry;

namespace MLOpsBuild.Registry;

/// <summary>Tries again what may pass, with growing pauses or as long as the server asks for.</summary>
internal sealed class Retries
{
    private readonly RegistryAddress _address;
    private readonly RemoteOptions _options;
    private readonly ResiliencePipeline _pipeline;

    public Retries(RegistryAddress address, RemoteOptions options)
    {
        _address = address;
        _options = options;
        _pipeline = options.Attempts < 2 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is TransientException failure && IsWorthIt(failure)),
                MaxRetryAttempts = options.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstDelay,
                MaxDelay = options.LongestDelay,
                DelayGenerator = arguments => ValueTask.FromResult(((TransientException)arguments.Outcome.Exception!).RetryAfter),
                OnRetry = arguments =>
                {
                    options.Log(string.Create(CultureInfo.InvariantCulture,
                        $"{address.Host}: {arguments.Outcome.Exception!.Message}; trying again in {arguments.RetryDelay.TotalSeconds:0.0} s ({arguments.AttemptNumber + 2} of {options.Attempts})."));
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Runs a step until it succeeds, or refuses with what went wrong the last time.</summary>
    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await step(token), cancellationToken);
        }
        catch (TransientException failure)
        {
            throw failure.IsTooMany
                ? RegistryErrors.TooManyRequests(_address, what, failure.RetryAfter, failure)
                : RegistryErrors.OutOfReach(_address, what, failure.Message, _options.Attempts, failure);
        }
    }

    private bool IsWorthIt(TransientException failure) => failure.RetryAfter is not { } wait || wait <= _options.LongestRetryAfter;
}
