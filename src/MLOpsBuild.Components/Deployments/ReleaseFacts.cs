using System.Collections.Immutable;
using MLOpsBuild.Delivery;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>What is known of a release: how it was made and judged, and who vouches for it.</summary>
/// <param name="Evidence">What is recorded; null where nothing is.</param>
/// <param name="Signatures">What was found of its signatures; null where the definition asks for none.</param>
internal sealed record ReleaseFacts(ReleaseEvidence? Evidence, SignatureFinding? Signatures)
{
    public static async Task<ReleaseFacts> OfAsync(StageScope scope, SelectedRelease release, CancellationToken cancellation)
    {
        var policy = Signing.Policy(scope);
        var report = await PackageVerification.CheckAsync(release.Registry, release.Package, scope.Pipeline.Name, policy, DateTimeOffset.UtcNow, cancellation);
        return new(await EvidenceAsync(scope, release, report, cancellation), policy is null ? null : Signature(report));
    }

    private static SignatureFinding Signature(VerificationReport report) => report is { Passed: true, TrustedSignature: { } trusted }
        ? new(true, $"is signed by {trusted.KeyName ?? trusted.KeyId}")
        : new(false, string.Join("; ", report.Findings.Select(finding => finding.Message)));

    private static async Task<ReleaseEvidence?> EvidenceAsync(StageScope scope, SelectedRelease release, VerificationReport report, CancellationToken cancellation)
    {
        var gates = report.Gates is { } verdict
            ? [.. verdict.Failed.Select(gate => new GateEvidence(gate, false)), .. verdict.Passed.Select(gate => new GateEvidence(gate, true))]
            : Judged(scope, release);
        if (gates.IsEmpty && report.Provenance is null)
            return null;
        var commit = report.Provenance?.Commit;
        return new()
        {
            Gates = gates,
            Data = report.Provenance is { } provenance ? DataOf(provenance, scope.Pipeline.Data.Csv) : scope.Record("prepare")?.Inputs.GetValueOrDefault(scope.Pipeline.Data.Csv),
            Commit = commit,
            Dirty = report.Provenance?.Dirty ?? false,
            Author = commit is null ? null : await Operators.AuthorAsync(scope.Root, commit, cancellation),
        };
    }

    private static string? DataOf(BuildProvenance provenance, string file) =>
        provenance.Dependencies.FirstOrDefault(dependency => dependency.Name == file)?.Digest.GetValueOrDefault("sha256") is { } hash ? "sha256:" + hash : null;

    /// <summary>What Validate left in this checkout, where the release is the package that was made after it.</summary>
    private static ImmutableArray<GateEvidence> Judged(StageScope scope, SelectedRelease release)
    {
        if (scope.Record("validate") is null || scope.Record("package")?.Facts.FirstOrDefault(fact => fact.Key == "digest").Value != release.Digest)
            return [];
        try
        {
            return [.. EvaluationFile.Parse(File.ReadAllText(Path.Combine(scope.Artifacts.Folder("validate"), StageFiles.Evaluation))).Gates.Select(gate => new GateEvidence(gate.Name, gate.Passed))];
        }
        catch (Exception exception) when (exception is IOException or StageException)
        {
            return [];
        }
    }
}
