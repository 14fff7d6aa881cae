using MLOpsBuild.Delivery;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>What a person does to a deployment on this machine.</summary>
internal static class Operations
{
    public static async Task RollbackAsync(IHazLocalServer build, CancellationToken cancellation)
    {
        var outcome = await Failures.TranslateAsync(() => build.LocalDeployment.RollbackAsync(build.Release, Console.WriteLine, cancellation));
        await FollowAsync(build, outcome, cancellation);
        build.ReportFacts([new("release", outcome.Version), new("url", outcome.Url.ToString())]);
        Console.WriteLine($"{build.SelectedPipeline.Name} {outcome.Version} answers again at {outcome.Url}predict");
    }

    public static async Task StopAsync(IHazLocalServer build)
    {
        var stopped = await Failures.TranslateAsync(() => build.LocalDeployment.StopAsync(Console.WriteLine));
        Console.WriteLine(stopped is not null ? $"The server of {build.SelectedPipeline.Name} {stopped} has stopped." : $"No server of {build.SelectedPipeline.Name} runs.");
    }

    public static async Task StatusAsync(IHazLocalServer build, CancellationToken cancellation)
    {
        var status = await Failures.TranslateAsync(() => build.LocalDeployment.StatusAsync(cancellation));
        Console.WriteLine(StatusText.Of(build.SelectedPipeline.Name, status));
        if (status.Version is { } version)
            build.ReportFacts([new("release", version), new("health", status.Health.ToString().ToLowerInvariant()), new("url", status.Url?.ToString() ?? "none")]);
    }

    public static void Logs(IHazLocalServer build, int lines)
    {
        foreach (var line in build.LocalDeployment.Logs(lines))
            Console.WriteLine(line);
    }

    /// <summary>The champion is what serves; a registry that is gone does not stand in a rollback's way.</summary>
    private static async Task FollowAsync(IHazLocalServer build, DeployOutcome outcome, CancellationToken cancellation)
    {
        var scope = BuildState.Of(build).Stages.Scope;
        if (!Directory.Exists(scope.Registry))
            return;
        var registry = OciLayout.Open(scope.Registry);
        if (await registry.FindAsync(scope.Pipeline.Name, outcome.Digest, cancellation) is { } package)
            await registry.TagAsync(scope.Pipeline.Name, Champion.Tag, package, cancellationToken: cancellation);
    }
}
