namespace MLOpsBuild.Components;

/// <summary>Plans and deploys a release.</summary>
public interface IDeploy : IHazEnvironments
{
    /// <summary>The digest of the plan that <see cref="Deploy"/> must still find true.</summary>
    [Parameter("The digest of the approved plan: Deploy refuses where plan or world has moved.")]
    string? PlanDigest => TryGetValue(() => PlanDigest);

    /// <summary>The environment whose release is taken; without it, the newest pushed one or <c>--release</c>.</summary>
    [Parameter("The environment whose release is promoted: what serves there is planned and deployed.")]
    string? From => TryGetValue(() => From);

    /// <summary>Asks the world what a deploy would change, and leaves <c>artifacts/&lt;pipeline&gt;/plan-&lt;environment&gt;</c>. It changes nothing.</summary>
    Target PlanDeploy => _ => _
        .Description("Says what Deploy would change in an environment, and the digest of the plan; changes nothing")
        .TryAfter<IPush>(x => x.Push)
        .SelectsPipeline(this)
        .Requires(() => Environments.AreKnown(this), () => Promotion.IsPossible(this))
        .Executes(cancellation => Deploys.PlanAsync(this, cancellation));

    /// <summary>Brings a release to an environment and, where it is the last one, makes it the champion. It never trains.</summary>
    Target Deploy => _ => _
        .Description("Deploys a release, the newest pushed one or --release, to an environment: on loopback by default")
        .TryAfter<IPush>(x => x.Push)
        .SelectsPipeline(this)
        .Requires(() => Environments.AreKnown(this), () => Approvals.NamesPlan(this))
        .OnlyWhenDynamic(() => Environments.MayServe(this))
        .UpToDateWhen(() => Deploys.ProbeAsync(this).GetAwaiter().GetResult()) // a condition is synchronous in NUKE's vocabulary; no context can deadlock here
        .Executes(cancellation => Deploys.RunAsync(this, cancellation));
}
