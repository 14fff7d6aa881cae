using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>Deploys to this machine.</summary>
internal static class DeployLocally
{
    public static Task<Freshness> ProbeAsync(IDeploy build) => Failures.TranslateAsync(async () =>
    {
        var status = await build.LocalDeployment.StatusAsync(CancellationToken.None);
        if (status.Health != DeploymentHealth.Healthy)
            return Freshness.Stale(status.Health == DeploymentHealth.Nothing ? "nothing is deployed" : "the server is not healthy");
        if (build.ExecutionPlan.Any(target => target.Name == nameof(IPush.Push)) && await BuildState.Of(build).Stages.ReasonToRunAsync(PushWork.Instance) is not null)
            return Freshness.Stale("Push comes first");

        var release = await SelectAsync(build, CancellationToken.None);
        return status.Digest != release.Digest
            ? Freshness.Stale($"{status.Version} is deployed, and {release.Version} is to be")
            : status.Url?.Port != PortOf(build)
                ? Freshness.Stale($"it answers on another port than {PortOf(build)}")
                : Freshness.UpToDate("this release is deployed and healthy", Facts(release.Version, status.Url));
    });

    public static async Task RunAsync(IDeploy build, CancellationToken cancellation)
    {
        var (outcome, release) = await Failures.TranslateAsync(async () =>
        {
            var release = await SelectAsync(build, cancellation);
            var local = build.SelectedPipeline.Deploy.Local;
            var request = new DeployRequest
            {
                Version = release.Version,
                Digest = release.Digest,
                Unpack = folder => release.Registry.UnpackAsync(release.Package, folder, cancellation),
                ServerFolder = build.ServerDirectory,
                Port = PortOf(build),
                KeepReleases = local.KeepReleases,
            };
            var outcome = await build.LocalDeployment.DeployAsync(request, Console.WriteLine, cancellation);
            await release.Registry.TagAsync(build.SelectedPipeline.Name, Champion.Tag, release.Package, cancellationToken: cancellation);
            return (outcome, release);
        });
        build.ReportFacts(Facts(release.Version, outcome.Url));
        Console.WriteLine($"{build.SelectedPipeline.Name} {release.Version} answers at {outcome.Url}predict");
    }

    private static int PortOf(IDeploy build) => build.Port ?? build.SelectedPipeline.Deploy.Local.Port;

    private static Task<SelectedRelease> SelectAsync(IDeploy build, CancellationToken cancellation) => ReleaseSelection.SelectAsync(
        BuildState.Of(build).Stages.Scope,
        build.Release,
        pushedInThisRun: build.ExecutionPlan.Any(target => target.Name == nameof(IPush.Push)),
        cancellation);

    private static Dictionary<string, string> Facts(string version, Uri? url) =>
        new() { ["release"] = version, ["url"] = url?.ToString() ?? "" };
}
