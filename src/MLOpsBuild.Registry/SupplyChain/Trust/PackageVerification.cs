using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>Checks what a package is and who vouches for it.</summary>
public static class PackageVerification
{
    /// <summary>
    /// Reads the package and everything that is attached to it. With a trust policy, one trusted signature is enough, and bill of
    /// materials, provenance and gates count only where it vouches for them; without one, signatures are not judged.
    /// </summary>
    /// <param name="registry">Where the package is.</param>
    /// <param name="package">Its manifest.</param>
    /// <param name="pipeline">The pipeline that it has to be of.</param>
    /// <param name="policy">Whose signatures are trusted; null where no signature is required.</param>
    /// <param name="now">The time to judge by.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A report with a finding for everything that is wrong; it never throws for what an attacker could have written.</returns>
    public static async Task<VerificationReport> CheckAsync(
        OciLayout registry, Descriptor package, string pipeline, TrustPolicy? policy, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        PackageConfig config;
        try
        {
            config = await registry.VerifyAsync(package, cancellationToken);
        }
        catch (RegistryException damaged) when (damaged.Fault is RegistryFault.Damage or RegistryFault.Mistake)
        {
            return new(package.Digest, pipeline, [new(VerificationCodes.DamagedPackage, $"the package cannot be trusted to be itself: {damaged.Message.TrimEnd('.')}", "Nothing of it may be used")]);
        }
        return await CheckAttachedAsync(registry, package, config, pipeline, policy, now, cancellationToken);
    }

    /// <summary>As <see cref="CheckAsync"/>, for a package whose files have just been checked: its content is not read again.</summary>
    public static async Task<VerificationReport> CheckAttachedAsync(
        OciLayout registry, Descriptor package, PackageConfig config, string pipeline, TrustPolicy? policy, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var findings = ImmutableArray.CreateBuilder<VerificationFinding>();
        if (config.Pipeline != pipeline)
            findings.Add(new(VerificationCodes.OtherPipeline, $"it is a package of {config.Pipeline}, and not of {pipeline}", $"Take a package of {pipeline}"));

        var payloads = await AttachedPayload.ListAsync(registry, package.Digest, cancellationToken);
        var bundles = new List<SigstoreBundle?>();
        foreach (var payload in payloads.Where(payload => payload.IsSignature))
            bundles.Add(await payload.TryReadSignatureAsync(registry, cancellationToken));
        var report = new VerificationReport(package.Digest, pipeline, []) { NamedKeys = [.. bundles.OfType<SigstoreBundle>().Select(bundle => bundle.KeyHint).Distinct()] };
        var vouched = payloads.Where(payload => !payload.IsSignature).ToImmutableArray();
        if (policy is not null)
        {
            var judge = new SignatureJudge(package, pipeline, config, policy, now);
            var judged = bundles.Select(judge.Judge).OrderBy(signature => signature.Report.SignedAt).ToImmutableArray();
            report = report with { Signatures = [.. judged.Select(signature => signature.Report)] };
            if (judged.LastOrDefault(signature => signature.Report.Problem is null) is not (var trusted, { } statement))
            {
                findings.AddRange(WhyNone(report.Signatures));
                return report with { Findings = findings.DrainToImmutable() };
            }
            report = report with { TrustedSignature = trusted };
            vouched = [.. vouched.Where(payload => statement.Attachments.Contains(payload.Digest))];
        }
        report = await new AttachedFacts(registry, package.Digest, vouched, findings).AddToAsync(report, cancellationToken);
        return report with { Findings = findings.DrainToImmutable() };
    }

    private static IEnumerable<VerificationFinding> WhyNone(ImmutableArray<SignatureReport> signatures) => signatures.IsEmpty
        ? [new(VerificationCodes.NotSigned, "it is not signed, and the pipeline asks for a signature", $"Push it with a key in {SigningKeySource.KeyVariable} or {SigningKeySource.CommandVariable}")]
        : signatures.Select(signature => signature.Problem!).Distinct();
}
