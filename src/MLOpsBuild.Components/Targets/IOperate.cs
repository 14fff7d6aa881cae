namespace MLOpsBuild.Components;

/// <summary>Looks after what is deployed: status, logs, stop, and the way back.</summary>
public interface IOperate : IHazEnvironments
{
    /// <summary>How many of the newest lines <see cref="Logs"/> shows.</summary>
    [Parameter("How many of the newest log lines to show; 50 by default.")]
    int? Lines => TryGetValue<int?>(() => Lines);

    /// <summary>Serves an earlier release again.</summary>
    Target Rollback => _ => _
        .Description("Serves the last good release again in an environment, or --release; needs no registry")
        .SelectsPipeline(this)
        .Requires(() => Environments.AreKnown(this))
        .Executes(cancellation => Operations.RollbackAsync(this, cancellation));

    /// <summary>Stops the servers of an environment.</summary>
    Target Stop => _ => _
        .Description("Stops the servers of an environment")
        .SelectsPipeline(this)
        .Requires(() => Environments.AreKnown(this))
        .Executes(cancellation => Operations.StopAsync(this, cancellation));

    /// <summary>Says what is deployed.</summary>
    Target Status => _ => _
        .Description("Says what is deployed in every environment, or in one, since when, by whom and how it is")
        .SelectsPipeline(this)
        .Requires(() => TargetEnvironment == null || Environments.AreKnown(this))
        .Executes(cancellation => Operations.StatusAsync(this, cancellation));

    /// <summary>Shows what the server wrote.</summary>
    Target Logs => _ => _
        .Description("Shows the newest lines of the server's log")
        .SelectsPipeline(this)
        .Executes(() => Operations.Logs(this, Lines ?? 50));
}
