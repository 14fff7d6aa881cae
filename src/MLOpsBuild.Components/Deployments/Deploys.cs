using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>Plans and deploys releases.</summary>
internal static class Deploys
{
    /// <summary>Whether the local environment serves the release already; other environments are asked by the deploy itself.</summary>
    public static Task<Freshness> ProbeAsync(IDeploy build) => Failures.TranslateAsync(async () =>
    {
        var site = Site.Of(build);
        if (!site.IsLocal || site.Driver is not LoopbackEnvironment)
            return Freshness.Stale($"{site.Environment.Name} has to be asked");
        if (build.PlanDigest is not null || build.From is not null)
            return Freshness.Stale("the plan has to be compared");
        if (site.Controller.HalfDone() is not null)
            return Freshness.Stale("an earlier deploy was interrupted");
        var status = await build.LocalDeployment.StatusAsync(CancellationToken.None);
        if (status.Health != DeploymentHealth.Healthy)
            return Freshness.Stale(status.Health == DeploymentHealth.Nothing ? "nothing is deployed" : "the server is not healthy");
        if (build.ExecutionPlan.Any(target => target.Name == nameof(IPush.Push)) && await BuildState.Of(build).Stages.ReasonToRunAsync(PushWork.Instance) is not null)
            return Freshness.Stale("Push comes first");

        var release = await SelectAsync(build, CancellationToken.None);
        var port = build.Port ?? build.SelectedPipeline.Deploy.Local.Port;
        return status.Digest != release.Digest
            ? Freshness.Stale($"{status.Version} is deployed, and {release.Version} is to be")
            : status.Url?.Port != port
                ? Freshness.Stale($"it answers on another port than {port}")
                : Freshness.UpToDate("this release is deployed and healthy", new Dictionary<string, string> { ["release"] = release.Version, ["url"] = status.Url?.ToString() ?? "" });
    });

    /// <summary>Prints the plan and leaves it for whoever approves.</summary>
    public static Task PlanAsync(IDeploy build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        var site = Site.Of(build);
        if (site.Controller.Busy() is { } holder)
            throw new TargetFailedException($"{site.Environment.Name} of {site.Pipeline.Name} is being changed by {holder}. Plan again when that has ended.");
        var release = await SelectAsync(build, cancellation);
        using var package = await ExportedPackage.MakeAsync(build, site, release, cancellation);
        var planned = await new Planning(build, site, release).MakeAsync(package.Order, site.Controller.HalfDone(), isBinding: true, cancellation);
        new PlanFolder(BuildState.Of(build).Stages.Scope, site.Environment.Name).Write(planned, site.Operator);
        if (build.PrefersJson())
            build.PrintData(Json(planned));
        else
            Console.WriteLine(PlanText.Of(planned.Plan, planned.Findings));
        JobSummary.Show(PlanText.Markdown(planned.Plan, planned.Findings));
        build.ReportFacts([
            new("release", release.Version),
            new("changes", planned.Plan.Changes ? FormattableString.Invariant($"{planned.Plan.Places.Count(place => !place.Changes.IsEmpty)} of {planned.Plan.Places.Length}") : "none"),
            new("plan", planned.Digest),
        ]);
        return planned;
    });

    /// <summary>Deploys what the options choose.</summary>
    public static Task RunAsync(IDeploy build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
        await RunAsync(build, build.From is null ? LedgerKind.Deploy : LedgerKind.Promote, await SelectAsync(build, cancellation), cancellation));

    /// <summary>Deploys a release by plan, rules and approval, as one transaction.</summary>
    private static async Task<bool> RunAsync(IDeploy build, LedgerKind kind, SelectedRelease release, CancellationToken cancellation)
    {
        var site = Site.Of(build);
        await using var session = await site.Controller.OpenAsync($"{kind} {release.Version}");
        using var package = await ExportedPackage.MakeAsync(build, site, release, cancellation);
        var planned = await new Planning(build, site, release).MakeAsync(package.Order, session.HalfDone, isBinding: build.PlanDigest is not null || !site.Environment.Approvers.IsEmpty, cancellation);
        var folder = new PlanFolder(BuildState.Of(build).Stages.Scope, site.Environment.Name);
        if (!site.IsLocal || !planned.Plan.Policy.Approvers.IsEmpty)
            Console.WriteLine(PlanText.Of(planned.Plan, planned.Findings));
        if (build.PlanDigest is { } asked && asked != planned.Digest)
            throw DeliveryErrors.PlanMoved(asked, planned.Digest, folder.Find(asked) is { } approved ? PlanDifference.Of(approved, planned.Plan) : []);
        if (!planned.Findings.IsEmpty)
            throw DeliveryErrors.PolicyRefused(site.Environment.Name, planned.Findings);
        if (!planned.Plan.Changes)
        {
            await ReportAsync(build, site, release.Version, "serves already: nothing was changed");
            return false;
        }

        var approval = await Approvals.FindAsync(build, planned, cancellation);
        if (approval?.Refusal(planned.Plan, folder.PlannerOf(planned.Digest) ?? site.Operator) is { } refusal)
            throw DeliveryErrors.PolicyRefused(site.Environment.Name, [refusal]);
        var result = await session.DeployAsync(kind, package.Order, new(planned.Plan, planned.Places, approval), new RolloutProgress(site), cancellation);
        Finish(build, site, $"{kind} of {site.Pipeline.Name} {release.Version} to {site.Environment.Name}", result);
        await ReportAsync(build, site, release.Version, null);
        return true;
    }

    /// <summary>Tells each place, and fails where the rollout did.</summary>
    /// <exception cref="TargetFailedException">A place does not serve what it was to.</exception>
    public static void Finish(IHazEnvironments build, Site site, string title, TransactionResult result)
    {
        var report = result.Report;
        JobSummary.Write(Path.Combine(BuildState.Of(build).Stages.Scope.Artifacts.Folder("rollout-" + site.Environment.Name), "rollout.md"), RolloutText.Markdown(title, report));
        if (!site.IsLocal)
            Console.WriteLine(RolloutText.Of(report));
        if (report.Succeeded)
            return;
        throw new TargetFailedException(report.Places is [{ Message: { } only }] ? only : string.Join('\n',
            (IEnumerable<string>)[
                $"{title} failed. {report.Breach}".TrimEnd(),
                RolloutText.Of(report),
                result.HalfDone ? $"Places differ now: ./build.sh Deploy --environment {site.Environment.Name} goes on, ./build.sh Rollback --environment {site.Environment.Name} goes back." : "Every place serves what it served before.",
            ]));
    }

    /// <summary>Says what serves where.</summary>
    public static async Task ReportAsync(IHazEnvironments build, Site site, string version, string? what)
    {
        var url = site.Driver is LoopbackEnvironment ? (await site.Driver.ObserveAsync(CancellationToken.None))[0].Url : null;
        build.ReportFacts(url is null ? [new("release", version), new("environment", site.Environment.Name)] : [new("release", version), new("url", url.ToString())]);
        Console.WriteLine(what is not null ? $"{site.Pipeline.Name} {version} {what}."
            : url is not null ? $"{site.Pipeline.Name} {version} answers at {url}predict"
            : $"{site.Pipeline.Name} {version} serves in {site.Environment.Name}.");
    }

    /// <summary>The release that the options choose.</summary>
    private static Task<SelectedRelease> SelectAsync(IDeploy build, CancellationToken cancellation) => build.From is not null ? Promotion.SelectAsync(build, cancellation) : ReleaseSelection.SelectAsync(
        BuildState.Of(build).Stages.Scope,
        build.Release,
        pushedInThisRun: build.ExecutionPlan.Any(target => target.Name == nameof(IPush.Push)),
        cancellation);

    private static string Json(Planned planned) =>
        $"{{\n\"digest\": \"{planned.Digest}\",\n\"plan\": {System.Text.Encoding.UTF8.GetString(PlanFile.ToBytes(planned.Plan)).TrimEnd('\n')},\n\"findings\": {System.Text.Json.JsonSerializer.Serialize(planned.Findings.ToArray())}\n}}";
}
