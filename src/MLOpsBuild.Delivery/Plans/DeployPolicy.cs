using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>Holds a plan to the rules of its environment; pure.</summary>
public static class DeployPolicy
{
    /// <summary>What stands against the deploy, a sentence each with the way out; empty where nothing does.</summary>
    public static ImmutableArray<string> Findings(DeployPlan plan) => [.. Gates(plan), .. Signature(plan), .. Earlier(plan), .. Versions(plan), .. Places(plan)];

    private static IEnumerable<string> Gates(DeployPlan plan)
    {
        var (release, evidence) = (plan.Release, plan.Release.Evidence);
        if (evidence is null)
        {
            if (plan.Policy.Gates)
                yield return $"gates: nothing is recorded of how {release.Version} was judged. Push it with this version of the build, which records it: ./build.sh Push --pipeline {plan.Pipeline}.";
            yield break;
        }

        if (plan.Policy.Gates && evidence.Gates.IsEmpty)
            yield return $"gates: {release.Version} was judged by no gate. Add gates by Validate(gate => ...) to the definition.";
        foreach (var gate in evidence.Gates.Where(gate => !gate.Passed))
            yield return $"gates: {release.Version} failed {gate.Gate}. Deploy a release that passed.";
    }

    private static IEnumerable<string> Signature(DeployPlan plan)
    {
        if (plan.Policy.Signature && plan.Policy.Signatures?.Trusted != true)
            yield return $"signature: {plan.Release.Version} ({plan.Release.Digest}) {plan.Policy.Signatures?.Text ?? "was not checked for a signature"}. Have it signed by a key that the trust policy names.";
    }

    private static IEnumerable<string> Earlier(DeployPlan plan)
    {
        if (plan.Policy.After is { } after && plan.Policy.Ran is null)
            yield return $"order: {plan.Release.Version} ({plan.Release.Digest}) has not served in '{after}', by its ledger. Deploy it there first: ./build.sh Deploy --environment {after} --release {plan.Release.Version} --pipeline {plan.Pipeline}.";
    }

    private static IEnumerable<string> Versions(DeployPlan plan) => plan.Places
        .Where(place => place.Version == plan.Release.Version && place.Digest is not null && place.Digest != plan.Release.Digest)
        .Select(place => $"version: {place.Place} serves {place.Version} as {place.Digest}, and this {plan.Release.Version} is {plan.Release.Digest}. A version belongs to one package: push it where versions go on, to a registry that all runs share (Push(to => to.Registry(...))) or after git tag {plan.Pipeline}/v...");

    private static IEnumerable<string> Places(DeployPlan plan) => plan.Places
        .Where(place => place.Health == PlaceHealth.Unreachable)
        .Select(place => $"places: {place.Place} cannot be asked{(place.Note is null ? "" : ": " + place.Note.TrimEnd('.'))}. Make it reachable, or take it out of the definition.");
}
