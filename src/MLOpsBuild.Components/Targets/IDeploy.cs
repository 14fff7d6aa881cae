namespace MLOpsBuild.Components;

/// <summary>Deploys a release.</summary>
public interface IDeploy : IHazLocalServer
{
    /// <summary>The environment to deploy to; <c>local</c> where none is given.</summary>
    [Parameter("The environment to deploy to: local.", Name = "environment")]
    string? TargetEnvironment => TryGetValue(() => TargetEnvironment);

    /// <summary>The port on loopback; the definition's where none is given.</summary>
    [Parameter("The port on loopback; the definition's by default.")]
    int? Port => TryGetValue<int?>(() => Port);

    /// <summary>Starts the server of a release and makes it the champion. It never trains.</summary>
    Target Deploy => _ => _
        .Description("Serves a release on loopback: the newest pushed one, or --release")
        .TryAfter<IPush>(x => x.Push)
        .SelectsPipeline(this)
        .Requires(() => Environments.AreKnown(this))
        .OnlyWhenDynamic(() => Environments.MayServe(this))
        .UpToDateWhen(() => DeployLocally.ProbeAsync(this).GetAwaiter().GetResult()) // a condition is synchronous in NUKE's vocabulary; no context can deadlock here
        .Executes(cancellation => DeployLocally.RunAsync(this, cancellation));
}
