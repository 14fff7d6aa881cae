namespace MLOpsBuild.Components;

/// <summary>Brings what serves in one environment to the next.</summary>
public interface IPromote : IDeploy
{
    /// <summary>Plans and deploys the release that serves in another environment.</summary>
    Target Promote => _ => _
        .Description("Deploys what serves in one environment to another: --from staging --environment production")
        .SelectsPipeline(this)
        .Requires(() => Promotion.IsNamed(this), () => Approvals.NamesPlan(this))
        .Executes(cancellation => Deploys.RunAsync(this, cancellation));
}
