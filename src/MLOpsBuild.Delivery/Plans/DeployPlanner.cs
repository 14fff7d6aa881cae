using System.Collections.Immutable;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>Makes the plan of a deploy from what is known; pure.</summary>
public static class DeployPlanner
{
    /// <summary>The name of the environment on this machine, which asks for less: nobody else depends on it.</summary>
    public const string Local = "local";

    /// <summary>The plan.</summary>
    public static DeployPlan Plan(PlanInput input)
    {
        var environment = input.Environment;
        return new()
        {
            Pipeline = input.Pipeline.Name,
            Environment = environment.Name,
            Release = input.Release,
            Strategy = RolloutSteps.Text(environment.Strategy),
            Steps = RolloutSteps.Of(environment.Strategy, [.. input.Places.Select(place => place.Place)]),
            Places = [.. input.Places.Select(place => Of(place, input))],
            Schema = [.. Schema(input)],
            Policy = Policy(input),
            HalfDone = input.HalfDone,
            Ledger = input.Ledger.Head,
            Definition = Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(CanonicalText.Of(new { Environment = environment, input.Pipeline.Push, input.Pipeline.Ansible, input.Pipeline.Kubernetes }))).ToString(),
        };
    }

    private static PlannedPlace Of(PlaceState place, PlanInput input) => Of(place, Checked(place, input), input.Release);

    private static PlannedPlace Of(PlaceState place, PlaceResult? check, PlannedRelease release) => new()
    {
        Place = place.Place,
        Health = place.Health,
        Version = place.Version,
        Digest = place.Digest,
        Configuration = place.Configuration,
        NextConfiguration = check?.Configuration,
        Drift = place.Drift,
        Note = place.Note ?? Failure(check),
        Changes = [.. Changes(place, check, release).DefaultIfEmpty(Unnamed(check)).OfType<string>()],
    };

    private static PlaceResult? Checked(PlaceState place, PlanInput input) => input.Check?.Places.FirstOrDefault(result => result.Place == place.Place);

    /// <summary>Why a deploy would fail there, as far as can be told without one.</summary>
    private static string? Failure(PlaceResult? check) =>
        check is { Outcome: PlaceOutcome.WentBack or PlaceOutcome.Failed or PlaceOutcome.Unreachable, Message: { } why } ? $"A deploy would fail: {why}" : null;

    /// <summary>What is told where something would change of which nothing is known.</summary>
    private static string? Unnamed(PlaceResult? check) => check?.Outcome == PlaceOutcome.Changed ? "server or settings" : null;

    private static IEnumerable<string> Changes(PlaceState place, PlaceResult? check, PlannedRelease release)
    {
        if (place.Health == PlaceHealth.Unreachable)
            yield return "cannot be asked";
        else if (place.Version is null)
            yield return $"{release.Version} comes for the first time";
        else if (place.Digest != release.Digest)
            yield return $"{place.Version} to {release.Version}";
        else if (place.Version != release.Version)
            yield return $"the same package as {release.Version} instead of {place.Version}";
        if (place.Version is not null && place.Health is PlaceHealth.Stopped or PlaceHealth.Unhealthy)
            yield return place.Health == PlaceHealth.Stopped ? "is started" : "is not ready and is started again";
        if (!place.Drift.IsEmpty)
            yield return "is put back to what a deploy leaves";
        if (check is not { Outcome: PlaceOutcome.Changed })
            yield break;
        if (check.Message is { } told)
            yield return told;
        foreach (var setting in check.Settings)
            yield return setting;
    }

    private static IEnumerable<SchemaChange> Schema(PlanInput input) => input.Places
        .Where(place => place.Digest is not null && place.Version is not null && place.Digest != input.Release.Digest)
        .DistinctBy(place => place.Digest)
        .Select(place => SchemaChange.Between(place.Version!, input.Schemas.GetValueOrDefault(place.Digest!), input.Schemas.GetValueOrDefault(input.Release.Digest)));

    private static PlannedPolicy Policy(PlanInput input) => new()
    {
        Gates = input.Environment.Name != Local,
        Signature = input.Pipeline.Push.MustBeSigned,
        Signatures = input.Signatures,
        After = input.Environment.After,
        Ran = input.Environment.After is null ? null : input.Earlier?.RanAs(input.Release.Digest)?.Hash,
        Approvers = input.Environment.Approvers,
    };
}
