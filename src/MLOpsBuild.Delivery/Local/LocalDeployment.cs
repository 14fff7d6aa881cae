using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>Serves releases of one pipeline on this machine's loopback address, by model servers that outlive the build.</summary>
public sealed partial class LocalDeployment
{
    private readonly string _pipeline;
    private readonly LocalPaths _paths;
    private readonly Records _records;
    private readonly LocalDeploymentOptions _options;

    /// <summary>A deployment kept in <paramref name="folder"/>, such as <c>.mlops/deployments/local/credit-scoring</c>; nothing is touched yet.</summary>
    public LocalDeployment(string folder, string pipeline, LocalDeploymentOptions? options = null)
    {
        _pipeline = pipeline;
        _options = options ?? new LocalDeploymentOptions();
        _paths = new LocalPaths(folder);
        _records = new Records(_paths, _options.Files);
    }

    /// <summary>Serves a release: unpacks it beside the others, tries its server on a port of its own, changes over without a gap, and goes back by itself when anything fails.</summary>
    /// <param name="request">The release.</param>
    /// <param name="log">Takes lines for people while it works.</param>
    /// <param name="cancellation">Stops it until the changeover; what served before serves on.</param>
    /// <exception cref="DeliveryException">It was refused or failed; what served before serves.</exception>
    public Task<DeployOutcome> DeployAsync(DeployRequest request, Action<string> log, CancellationToken cancellation) => ChangeAsync(
        log,
        async session =>
        {
            Check(request);
            var server = new ServerFiles(request.ServerFolder);
            var state = session.State;
            if (state.Current == request.Version && state.Find(request.Version) is { } current && current.Digest != request.Digest)
                throw DeliveryErrors.VersionTaken(request.Version, current.Digest, request.Digest);
            var release = _paths.Release(request.Version);
            var hashes = server.Hashes();
            var whole = release.Is(request.Digest, hashes);
            if (whole && state.Current == request.Version && state.Running is { } running && running.Port == request.Port && await HealthyAsync(session, running, cancellation))
            {
                state = new Retention(_paths, _records, _options.Files).Run(state, request.KeepReleases);
                return Outcome(DeployKind.UpToDate, state, state.Current, 0, session.Repairs);
            }

            var journal = Start(DeployStep.Unpack, new(request.Version, request.Digest, _options.Time.GetUtcNow(), false), back: false);
            _records.Write(journal);
            state = await new ReleaseUnpacking(_paths, _records, _options.Files, log).RunAsync(state, request, server, whole);
            var (changed, rows) = await session.Rollout.RunAsync(state, release, request.Port, journal, cancellation);
            changed = new Retention(_paths, _records, _options.Files).Run(changed, request.KeepReleases);
            return Outcome(DeployKind.Deployed, changed, session.State.Current, rows, session.Repairs);
        });

    private static void Check(DeployRequest request)
    {
        if (request.Port is < 1 or > 65535)
            throw DeliveryErrors.BadRequest(FormattableString.Invariant($"port {request.Port} is none."), "Choose one from 1 to 65535.");
        if (request.KeepReleases < 1)
            throw DeliveryErrors.BadRequest(FormattableString.Invariant($"{request.KeepReleases} releases cannot be kept."), "Keep at least 1, the current one.");
        if (!VersionNames.IsFolder(request.Version))
            throw DeliveryErrors.BadRequest($"'{request.Version}' is no version.", "Use letters, digits, '.', '-', '_' and '+', beginning with a letter or digit, at most 128.");
    }

    private static async Task<bool> HealthyAsync(Session session, RunningServer running, CancellationToken cancellation) =>
        session.Rollout.Serves(running) && await session.Probe.IsReadyAsync(running.Url, running.Version, cancellation);

    private Journal Start(DeployStep step, KeptRelease release, bool back) =>
        new() { Step = step, Release = release, Back = back, Since = _options.Time.GetUtcNow(), Pid = Environment.ProcessId };

    private static DeployOutcome Outcome(DeployKind kind, LocalState state, string? previous, int rows, ImmutableArray<string> repairs)
    {
        var running = state.Running!;
        return new(kind, running.Version, state.Find(running.Version)!.Digest, running.Url, running.Pid, running.Since, previous, rows, repairs);
    }
}
