using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>Brings what serves in one environment to another.</summary>
internal static class Promotion
{
    /// <summary>Refuses a promotion that does not say from where to where.</summary>
    /// <exception cref="UserMistakeException">An environment is not named, not defined, or both are the same.</exception>
    public static bool IsNamed(IPromote build)
    {
        Environments.IsNamed(build, nameof(IPromote.Promote));
        return build.From is not null
            ? IsPossible(build)
            : throw new UserMistakeException($"{nameof(IPromote.Promote)}: name the environment to promote from, as in --from staging. Known: {string.Join(", ", Environments.Of(build.SelectedPipeline).Select(environment => environment.Name))}.");
    }

    /// <summary>Refuses a promotion from an environment that is not one, or to the same.</summary>
    /// <exception cref="UserMistakeException">So it is.</exception>
    public static bool IsPossible(IDeploy build)
    {
        if (build.From is not { } from)
            return true;
        _ = Site.DriverOf(build, Environments.Named(build.SelectedPipeline, "--from", from));
        return from != Environments.Selected(build).Name ? true : throw new UserMistakeException($"--from: '{from}' is the environment to promote to. Name two.");
    }

    /// <summary>The release that serves on every place of the environment that is promoted from.</summary>
    /// <exception cref="TargetFailedException">It is not one release, or not healthy.</exception>
    public static async Task<SelectedRelease> SelectAsync(IDeploy build, CancellationToken cancellation)
    {
        var source = Site.Of(build, Environments.Named(build.SelectedPipeline, "--from", build.From!));
        var places = await source.Driver.ObserveAsync(cancellation);
        var name = source.Environment.Name;
        if (source.Controller.HalfDone() is { } half)
            throw new TargetFailedException($"{half} Finish or undo it in {name} before you promote from there.");
        var sick = places.Where(place => place.Health != PlaceHealth.Healthy).Select(place => $"{place.Place} is {place.Health.ToString().ToLowerInvariant()}").ToArray();
        if (sick.Length > 0)
            throw new TargetFailedException($"Nothing is promoted from {name}: {string.Join(", ", sick)}.");
        if (places.Select(place => place.Digest).Distinct().ToArray() is not [{ } digest])
            throw new TargetFailedException($"Nothing is promoted from {name}: its places serve different releases ({string.Join(", ", places.Select(place => $"{place.Place} {place.Version}"))}).");
        if (build.Release is { } release && release != places[0].Version && release != digest)
            throw new TargetFailedException($"Nothing is promoted from {name}: it serves {places[0].Version}, and --release asks for {release}.");
        return await ReleaseSelection.SelectAsync(BuildState.Of(build).Stages.Scope, digest, pushedInThisRun: false, cancellation);
    }
}
