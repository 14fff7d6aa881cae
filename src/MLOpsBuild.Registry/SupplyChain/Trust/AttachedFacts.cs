using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>Reads what is attached to a package: the newest of each kind.</summary>
internal sealed class AttachedFacts(OciLayout registry, Digest package, ImmutableArray<AttachedPayload> payloads, ImmutableArray<VerificationFinding>.Builder findings)
{
    private const string PushAgain = "Push the package again: it gets a new one";

    public async Task<VerificationReport> AddToAsync(VerificationReport report, CancellationToken cancellationToken)
    {
        var bill = await ReadAsync(
            payload => payload.Payload.MediaType == SupplyChainTypes.BillOfMaterials, bytes => BillFacts.Parse(bytes),
            VerificationCodes.NoBillOfMaterials, "bill of materials", cancellationToken);
        var provenance = await ReadAsync(
            payload => payload.PredicateType == SupplyChainTypes.ProvenancePredicate, bytes => BuildProvenance.Parse(bytes, package),
            VerificationCodes.NoProvenance, "provenance", cancellationToken);
        var gates = await ReadAsync(
            payload => payload.PredicateType == SupplyChainTypes.TestResultPredicate, bytes => GateVerdict.Parse(bytes, report.Pipeline, package),
            VerificationCodes.NoVerdict, "verdict of the gates", cancellationToken);
        foreach (var gate in gates?.Failed ?? [])
            findings.Add(new(VerificationCodes.GateFailed, $"a gate failed: {gate}", "Deploy a package that passed its gates"));
        return report with { Materials = bill, Provenance = provenance, Gates = gates };
    }

    private async Task<T?> ReadAsync<T>(
        Func<AttachedPayload, bool> isKind, Func<byte[], T> parse, string code, string name, CancellationToken cancellationToken)
        where T : class
    {
        if (payloads.LastOrDefault(isKind) is not { } payload)
        {
            findings.Add(new(code, $"the {name} is missing", PushAgain));
            return null;
        }
        try
        {
            if (await payload.TryReadAsync(registry, cancellationToken) is { } bytes)
                return parse(bytes);
            findings.Add(new(code, $"the {name} is damaged: {payload.Digest} is not in the registry as it was attached", PushAgain));
        }
        catch (RegistryException foreign) when (foreign.Fault == RegistryFault.Damage)
        {
            findings.Add(new(code, $"the {name} cannot be read: {foreign.Reason.TrimEnd('.')}", PushAgain));
        }
        return null;
    }
}
