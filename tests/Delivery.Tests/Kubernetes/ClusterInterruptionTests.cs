using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Whatever the last thing is that a deploy could do, the cluster serves the old or the new release, and the next deploy finishes or undoes it.</summary>
public sealed class ClusterInterruptionTests
{
    /// <summary>The changes that a deploy makes are at least the lease, the record, its objects, the record's mark and the lease again.</summary>
    [Theory]
    [InlineData(false, false, 11)]
    [InlineData(false, true, 11)]
    [InlineData(true, false, 18)]
    [InlineData(true, true, 18)]
    public async Task A_deploy_that_ends_before_any_of_its_changes_is_finished_by_the_next_or_undone_by_a_rollback(bool isBlueGreen, bool isUndone, int least)
    {
        DeployStrategy strategy = isBlueGreen ? new BlueGreen() : new AllAtOnce();
        await using var cluster = await Cluster.StartAsync();
        Assert.True((await cluster.Driver(strategy: strategy).DeployAsync(Cluster.Order("1.0.0"), cluster.Said, TestContext.Current.CancellationToken)).Succeeded);
        var (points, old) = (0, "1.0.0");
        while (true)
        {
            var wanted = FormattableString.Invariant($"1.{points + 1}.0");
            if (!await EndsAtAsync(cluster, strategy, points + 1, wanted))
                break;
            points++;
            var later = Later(cluster, strategy);
            var between = await cluster.ObserveAsync();
            Assert.Contains(between.Version, new[] { old, wanted });
            Assert.All(cluster.Images, image => Assert.Contains(image, new[] { Cluster.Image(old), Cluster.Image(wanted) }));
            Assert.True(cluster.Asked.Length >= 2);
            Assert.True(!isBlueGreen || cluster.Asked.Distinct().Count() == 1);
            if (isUndone && between.Note is null && between.Version == old)
                continue; // nothing was begun

            cluster.Events.Clear();
            var report = isUndone
                ? await later.RollbackAsync(null, cluster.Said, TestContext.Current.CancellationToken)
                : await later.DeployAsync(Cluster.Order(wanted), cluster.Said, TestContext.Current.CancellationToken);
            Assert.True(report.Succeeded, report.Places[0].Message);
            if (between.Note is { } note)
                Assert.Contains(new RolloutEvent(Cluster.Place, "Tell what was half done", RolloutEventKind.Ok, note), cluster.Events);
            old = isUndone ? old : wanted;
            var place = await cluster.ObserveAsync();
            Assert.Equal((PlaceHealth.Healthy, old, null, 0), (place.Health, place.Version, place.Note, place.Drift.Length));
            Assert.Equal([Cluster.Image(old), Cluster.Image(old)], cluster.Images);
            Assert.Equal([Cluster.Image(old), Cluster.Image(old)], cluster.Asked);
            Assert.Single(cluster.Deployments);
        }

        Assert.InRange(points, least, least + 6);
    }

    /// <summary>Deploys to a cluster that takes nothing more before the change of this number, as if the deploy had been killed there; false where it came through.</summary>
    private static async Task<bool> EndsAtAsync(Cluster cluster, DeployStrategy strategy, int change, string version)
    {
        var changes = 0;
        cluster.Api.Before = (method, path) =>
        {
            if (changes >= change || (method != "GET" && !cluster.Api.Requests.Last().Contains("dryRun=All", StringComparison.Ordinal) && ++changes >= change))
                throw new ApiRefusal(503, "ServiceUnavailable", "the server is currently unable to handle the request");
        };
        try
        {
            return !(await cluster.Driver(options => options with { OutOfReach = TimeSpan.Zero }, strategy).DeployAsync(Cluster.Order(version), cluster.Said, TestContext.Current.CancellationToken)).Succeeded || changes >= change;
        }
        catch (DeliveryException refusal) when (refusal.Code == DeliveryCodes.ClusterUnreachable)
        {
            return true;
        }
        finally
        {
            cluster.Api.Before = (_, _) => { };
        }
    }

    /// <summary>A deploy so much later that the lease of the one before has run out.</summary>
    private static IEnvironmentDriver Later(Cluster cluster, DeployStrategy strategy)
    {
        if (cluster.Api.Look(objects => objects.Find("leases", Cluster.Namespace, "credit-scoring-deploy")) is not null)
            cluster.Api.Edit("leases", Cluster.Namespace, "credit-scoring-deploy", "test", lease => lease.Map("spec")["renewTime"] = "2020-01-01T00:00:00.000000Z");
        return cluster.Driver(options => options with { LeaseDuration = TimeSpan.FromSeconds(1) }, strategy);
    }
}
