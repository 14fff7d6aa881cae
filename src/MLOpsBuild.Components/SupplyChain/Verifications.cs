using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Says what is known of a release, and fails where it is not to be trusted.</summary>
internal static class Verifications
{
    public static Task RunAsync(IVerify build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        var scope = BuildState.Of(build).Stages.Scope;
        var release = await ReleaseSelection.SelectAsync(scope, build.Release, pushedInThisRun: false, cancellation);
        var policy = Signing.Policy(scope);
        var report = await PackageVerification.CheckAsync(release.Registry, release.Package, scope.Pipeline.Name, policy, scope.Clock.GetUtcNow(), cancellation);
        foreach (var line in VerificationText.Lines(scope.Pipeline.Name, release.Version, report, policy is not null))
            Console.WriteLine(line);
        build.ReportFacts([new("release", release.Version), new("signed by", VerificationText.Signer(report)), new("verdict", report.Passed ? "passed" : "refused")]);
        return report.Passed
            ? report
            : throw new TargetFailedException(string.Join('\n',
                [$"{scope.Pipeline.Name} {release.Version} ({release.Digest}) is not to be trusted:", .. report.Findings.Select(finding => "  " + finding)]));
    });
}
