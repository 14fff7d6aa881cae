using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>Signs packages.</summary>
public static class PackageSignature
{
    /// <summary>
    /// Signs a package in a registry, each of its files and some of what is attached to it, and attaches the signature. The package is
    /// read and checked first.
    /// </summary>
    /// <param name="registry">Where the package is.</param>
    /// <param name="package">Its manifest.</param>
    /// <param name="attachments">Referrers of the package that the signer vouches for: those that it wrote itself.</param>
    /// <param name="key">What signs.</param>
    /// <param name="now">The time that the signature states; whole seconds are kept.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The referrer with the signature.</returns>
    public static async Task<Descriptor> AttachAsync(
        OciLayout registry, Descriptor package, IReadOnlyCollection<Descriptor> attachments, SigningKey key, DateTimeOffset now,
        CancellationToken cancellationToken = default)
    {
        var config = await registry.VerifyAsync(package, cancellationToken);
        var vouched = attachments.Select(attachment => attachment.Digest).ToHashSet();
        var payloads = await AttachedPayload.ListAsync(registry, package.Digest, cancellationToken);
        var statement = new SignedStatement
        {
            Package = package.Digest,
            Pipeline = config.Pipeline,
            SignedAt = now,
            Files = [.. config.Files.Select(file => (file.Name, file.Digest))],
            Attachments = [.. payloads.Where(payload => vouched.Contains(payload.Referrer.Digest)).Select(payload => payload.Digest)],
        };
        var bytes = statement.ToBytes();
        var signature = await key.SignAsync(DsseEnvelope.SignedBytes(SupplyChainTypes.Statement, bytes), cancellationToken);
        var bundle = new SigstoreBundle(new(SupplyChainTypes.Statement, bytes, signature, key.PublicKey.Id), key.PublicKey.Id);
        return await registry.AttachAsync(package, SupplyChainTypes.Signature, bundle.ToBytes(), Annotations, cancellationToken);
    }

    private static ImmutableSortedDictionary<string, string> Annotations { get; } = Descriptor.NoAnnotations
        .Add(SupplyChainTypes.BundleContentAnnotation, "dsse-envelope")
        .Add(SupplyChainTypes.BundlePredicateAnnotation, SupplyChainTypes.ModelSigningPredicate);
}
