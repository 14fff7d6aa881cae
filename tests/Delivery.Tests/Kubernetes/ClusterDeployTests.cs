namespace MLOpsBuild.Delivery.Tests;

/// <summary>A release comes to a cluster by the real kubectl.</summary>
public sealed class ClusterDeployTests
{
    [Fact]
    public async Task A_release_is_applied_and_waited_for()
    {
        await using var cluster = await Cluster.StartAsync();
        var report = await cluster.DeployAsync("1.0.0");
        Assert.True(report.Succeeded, report.Places[0].Message);
        Assert.Equal(new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0"), Assert.Single(report.Places));
        Assert.Equal([Cluster.Image("1.0.0"), Cluster.Image("1.0.0")], cluster.Images);
    }
}
