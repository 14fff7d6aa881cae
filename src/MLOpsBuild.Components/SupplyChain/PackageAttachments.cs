using System.Collections.Immutable;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Attaches to a pushed package what it was made of, how, what its gates came to, and a signature over all of it where there is a key.</summary>
internal static class PackageAttachments
{
    /// <summary>Makes and attaches them.</summary>
    public static async Task AttachAsync(StageScope scope, OciLayout registry, TaggedDescriptor pushed, CancellationToken cancellation)
    {
        using var key = Signing.FindKey(scope);
        var now = scope.Clock.GetUtcNow();
        var package = pushed.Descriptor;
        var bill = await PackageBill.MakeAsync(scope, registry, pushed, now, cancellation);
        var provenance = await PackageProvenance.MakeAsync(scope, now, cancellation);
        List<Descriptor> attached =
        [
            await registry.AttachAsync(package, SupplyChainTypes.BillOfMaterials, bill.ToBytes(), cancellationToken: cancellation),
            await StatementAsync(SupplyChainTypes.ProvenancePredicate, provenance.ToStatement(package.Digest), SourceAnnotations(pushed, provenance)),
            await StatementAsync(SupplyChainTypes.TestResultPredicate, PackageGates.Make(scope).ToStatement(package.Digest), Annotation.None),
        ];
        if (key is not null)
            await PackageSignature.AttachAsync(registry, package, attached, key, now, cancellation);

        Task<Descriptor> StatementAsync(string predicate, byte[] statement, ImmutableSortedDictionary<string, string> annotations) =>
            registry.AttachAsync(package, SupplyChainTypes.Statement, statement, annotations.Add(SupplyChainTypes.PredicateAnnotation, predicate), cancellation);
    }

    /// <summary>Why they must be attached again, a clause; null where all are there, signed as the definition and the key at hand ask for.</summary>
    /// <param name="scope">The pipeline.</param>
    /// <param name="registry">Where the package is.</param>
    /// <param name="package">Its manifest.</param>
    /// <param name="config">What it is; its files have been checked.</param>
    public static async Task<string?> ReasonToAttachAsync(StageScope scope, OciLayout registry, Descriptor package, PackageConfig config)
    {
        if (await ProblemAsync(Signing.Policy(scope)) is { } problem)
            return problem;
        using var key = Signing.FindKey(scope);
        return key is not null && await ProblemAsync(TrustPolicy.Of(key.PublicKey)) is not null ? "it is not signed by the key at hand" : null;

        async Task<string?> ProblemAsync(TrustPolicy? policy)
        {
            var report = await PackageVerification.CheckAttachedAsync(registry, package, config, scope.Pipeline.Name, policy, scope.Clock.GetUtcNow());
            return report.Findings.FirstOrDefault()?.Message;
        }
    }

    /// <summary>Version and commit, for who lists referrers without reading them.</summary>
    private static ImmutableSortedDictionary<string, string> SourceAnnotations(TaggedDescriptor pushed, BuildProvenance provenance)
    {
        var annotations = Annotation.Of("org.opencontainers.image.version", pushed.Tag);
        return provenance.Commit is { } commit
            ? annotations.Add("org.opencontainers.image.revision", commit).Add("vnd.mlopsbuild.dirty", provenance.Dirty ? "true" : "false")
            : annotations;
    }
}
