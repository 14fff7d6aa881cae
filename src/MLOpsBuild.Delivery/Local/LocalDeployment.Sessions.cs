using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

public sealed partial class LocalDeployment
{
    /// <summary>What a change works with, once it holds the lock and has put right what an earlier one left.</summary>
    private sealed record Session(LocalState State, ImmutableArray<string> Repairs, Rollout Rollout, ServerProbe Probe);

    private async Task<T> ChangeAsync<T>(Action<string> log, Func<Session, Task<T>> change)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            throw DeliveryErrors.Unsupported("a local deployment needs Linux or macOS.", "On Windows, use WSL.");
        try
        {
            await using var held = await DeploymentLock.TakeAsync(_paths, _options.Files, _options.Time);
            using var probe = new ServerProbe(_pipeline, _options);
            var rollout = new Rollout(_paths, _records, new ServerLauncher(_pipeline, _options), probe, _options, log);
            var (state, repairs) = await new Recovery(_paths, _records, _options.Files, rollout).RunAsync();
            foreach (var repair in repairs)
                log(repair);
            try
            {
                return await change(new(state, repairs, rollout, probe));
            }
            finally
            {
                // Done, or failed and gone back. Only a changeover that could not be recorded keeps its journal, for the next one to finish.
                if (_records.Journal()?.Started is not { } started || !rollout.Serves(started))
                    _records.Close();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.Storage(_paths.Folder, exception);
        }
    }
}
