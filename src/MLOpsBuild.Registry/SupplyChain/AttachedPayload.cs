using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>One of the payloads for the supply chain that are attached to a package: a bill of materials, a statement or a signature.</summary>
internal sealed record AttachedPayload(Descriptor Referrer, Descriptor Payload)
{
    private static readonly ImmutableHashSet<string> Ours = [SupplyChainTypes.BillOfMaterials, SupplyChainTypes.Statement, SupplyChainTypes.Signature];

    public Digest Digest => Payload.Digest;

    public bool IsSignature => Payload.MediaType == SupplyChainTypes.Signature;

    /// <summary>The predicate type of a statement, as its referrer's annotation has it; null where there is none.</summary>
    public string? PredicateType => Referrer.Annotations.GetValueOrDefault(SupplyChainTypes.PredicateAnnotation);

    /// <summary>The payloads of a subject, in the order they were attached; what is damaged or larger than a document is left out.</summary>
    public static async Task<ImmutableArray<AttachedPayload>> ListAsync(OciLayout registry, Digest subject, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<AttachedPayload>();
        foreach (var referrer in await registry.ReferrersAsync(subject, artifactType: null, cancellationToken))
        {
            if (await registry.TryFindPayloadAsync(referrer, subject, cancellationToken) is { } payload && Ours.Contains(payload.MediaType) && payload.Size <= BlobStore.DocumentLimit)
                found.Add(new(referrer, payload));
        }
        return found.DrainToImmutable();
    }

    /// <summary>The payload's bytes, or null where they are damaged.</summary>
    public async Task<byte[]?> TryReadAsync(OciLayout registry, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await registry.OpenBlobAsync(Payload, cancellationToken);
            var bytes = new byte[Payload.Size];
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
        catch (RegistryException damaged) when (damaged.Fault == RegistryFault.Damage)
        {
            return null;
        }
    }

    /// <summary>The signature's bundle, or null where it is damaged or no bundle that is known here.</summary>
    public async Task<SigstoreBundle?> TryReadSignatureAsync(OciLayout registry, CancellationToken cancellationToken)
    {
        try
        {
            return await TryReadAsync(registry, cancellationToken) is { } bytes ? SigstoreBundle.Parse(bytes, "the signature") : null;
        }
        catch (RegistryException foreign) when (foreign.Fault == RegistryFault.Damage)
        {
            return null;
        }
    }
}
