using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>What a person does to what is deployed.</summary>
internal static class Operations
{
    public static Task RollbackAsync(IHazEnvironments build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        var site = Site.Of(build);
        await using var session = await site.Controller.OpenAsync("Rollback" + (build.Release is null ? "" : " to " + build.Release));
        var result = await session.RollbackAsync(build.Release, build.ApprovedBy, new RolloutProgress(site), cancellation);
        var title = $"Rollback of {site.Pipeline.Name} in {site.Environment.Name}{(result.Version is null ? "" : " to " + result.Version)}";
        Deploys.Finish(build, site, title, result);
        var url = site.Driver is LoopbackEnvironment ? (await site.Driver.ObserveAsync(cancellation))[0].Url : null;
        build.ReportFacts(url is null ? [new("release", result.Version ?? "several"), new("environment", site.Environment.Name)] : [new("release", result.Version ?? ""), new("url", url.ToString())]);
        Console.WriteLine(url is null ? $"{site.Pipeline.Name} {result.Version} serves again in {site.Environment.Name}." : $"{site.Pipeline.Name} {result.Version} answers again at {url}predict");
        return result;
    });

    public static Task StopAsync(IHazEnvironments build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        var site = Site.Of(build);
        await using var session = await site.Controller.OpenAsync("Stop");
        var before = await site.Driver.ObserveAsync(cancellation);
        if (session.HalfDone is null && before.All(place => place.Health is PlaceHealth.Stopped or PlaceHealth.Nothing && place.Note is null))
        {
            Console.WriteLine($"No server of {site.Pipeline.Name} runs{(site.IsLocal ? "" : " in " + site.Environment.Name)}.");
            return false;
        }

        var result = await session.StopAsync(new RolloutProgress(site), cancellation);
        Deploys.Finish(build, site, $"Stop of {site.Pipeline.Name} in {site.Environment.Name}", result);
        var versions = string.Join(", ", before.Select(place => place.Version).OfType<string>().Distinct());
        Console.WriteLine(site.IsLocal ? $"The server of {site.Pipeline.Name} {versions} has stopped." : $"The servers of {site.Pipeline.Name} {versions} in {site.Environment.Name} have stopped.");
        return true;
    });

    public static Task StatusAsync(IHazEnvironments build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        var known = Environments.Of(build.SelectedPipeline);
        if (known.Length == 1 && build.DriverOf(known[0]) is null && build.TargetEnvironment is null && !build.PrefersJson())
            return await LocalStatusAsync(build, cancellation);
        var environments = build.TargetEnvironment is null ? [.. known] : new[] { Environments.Selected(build) };
        var rows = new List<EnvironmentStatus>();
        foreach (var environment in environments)
            rows.Add(await EnvironmentStatus.OfAsync(build, environment, cancellation));
        if (build.PrefersJson())
            build.PrintData(StatusJson.Of(rows));
        else
            Console.WriteLine(EnvironmentStatus.Text(build.SelectedPipeline.Name, rows, details: build.TargetEnvironment is not null));
        build.ReportFacts(rows.Select(row => KeyValuePair.Create(row.Environment, row.Summary)));
        return true;
    });

    public static void Logs(IHazLocalServer build, int lines)
    {
        foreach (var line in build.LocalDeployment.Logs(lines))
            Console.WriteLine(line);
    }

    private static async Task<bool> LocalStatusAsync(IHazEnvironments build, CancellationToken cancellation)
    {
        var status = await build.LocalDeployment.StatusAsync(cancellation);
        var site = Site.Of(build);
        var (half, ledger) = (site.Controller.HalfDone(), await site.Ledger.ReadAsync(cancellation));
        var told = half is null || status.Note is not null ? status : status with { Note = half + " The next deploy, rollback or stop puts it right." };
        Console.WriteLine(string.Join('\n', [StatusText.Of(build.SelectedPipeline.Name, told, EnvironmentStatus.Bringer(ledger, status.Digest)), .. ledger.Damage]));
        if (status.Version is { } version)
            build.ReportFacts([new("release", version), new("health", status.Health.ToString().ToLowerInvariant()), new("url", status.Url?.ToString() ?? "none")]);
        return true;
    }
}
