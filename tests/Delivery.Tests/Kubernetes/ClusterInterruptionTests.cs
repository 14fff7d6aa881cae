namespace MLOpsBuild.Delivery.Tests;

/// <summary>Whatever the last thing is that a deploy could do, the cluster serves the old or the new release, and the next deploy finishes or undoes it.</summary>
public sealed class ClusterInterruptionTests
{
    [Fact]
    public async Task A_deploy_that_ends_before_any_of_its_changes_is_finished_by_the_next()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        var points = 0;
        for (var ended = true; ended; points++)
        {
            var (old, wanted) = (FormattableString.Invariant($"1.{points}.0"), FormattableString.Invariant($"1.{points + 1}.0"));
            ended = await EndsAtAsync(cluster, points + 1, wanted);
            if (!ended)
                break;
            var between = await cluster.ObserveAsync();
            Assert.Contains(between.Version, new[] { old, wanted });
            Assert.All(cluster.Images, image => Assert.Contains(image, new[] { Cluster.Image(old), Cluster.Image(wanted) }));
            Assert.True(cluster.Api.Look(objects => objects.Of("pods").Count(PodTroubles.IsReady)) >= 2);

            var report = await Later(cluster).DeployAsync(Cluster.Order(wanted), cluster.Said, TestContext.Current.CancellationToken);
            Assert.True(report.Succeeded, report.Places[0].Message);
            var place = await cluster.ObserveAsync();
            Assert.Equal((PlaceHealth.Healthy, wanted, null), (place.Health, place.Version, place.Note));
        }

        // The lease, the record, seven objects, the record's mark and the lease again.
        Assert.InRange(points, 11, 14);
    }

    [Fact]
    public async Task A_deploy_that_ended_half_way_is_undone_by_a_rollback()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        Assert.True(await EndsAtAsync(cluster, 9, "1.1.0"));
        Assert.Equal("1.1.0", (await cluster.ObserveAsync()).Version);
        var report = await Later(cluster).RollbackAsync(null, cluster.Said, TestContext.Current.CancellationToken);
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0")], report.Places);
        var place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Healthy, "1.0.0", null), (place.Health, place.Version, place.Note));
        Assert.Equal(["1.0.0"], place.Releases);
    }

    /// <summary>Deploys to a cluster that takes nothing more before the change of this number, as if the deploy had been killed there; false where it came through.</summary>
    private static async Task<bool> EndsAtAsync(Cluster cluster, int change, string version)
    {
        var changes = 0;
        cluster.Api.Before = (method, path) =>
        {
            if (changes >= change || (method != "GET" && !cluster.Api.Requests.Last().Contains("dryRun=All", StringComparison.Ordinal) && ++changes >= change))
                throw new ApiRefusal(503, "ServiceUnavailable", "the server is currently unable to handle the request");
        };
        try
        {
            return !(await cluster.Driver(options => options with { OutOfReach = TimeSpan.Zero }).DeployAsync(Cluster.Order(version), cluster.Said, TestContext.Current.CancellationToken)).Succeeded || changes >= change;
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
    private static IEnvironmentDriver Later(Cluster cluster)
    {
        if (cluster.Api.Look(objects => objects.Find("leases", Cluster.Namespace, "credit-scoring-deploy")) is not null)
            cluster.Api.Edit("leases", Cluster.Namespace, "credit-scoring-deploy", "test", lease => lease.Map("spec")["renewTime"] = "2020-01-01T00:00:00.000000Z");
        return cluster.Driver(options => options with { LeaseDuration = TimeSpan.FromSeconds(1) });
    }
}
