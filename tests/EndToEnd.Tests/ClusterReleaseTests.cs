using MLOpsBuild.Delivery.Tests;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A release goes by <c>build.sh</c> to a stand-in of a cluster, from a machine that made neither it nor its image.</summary>
public sealed class ClusterReleaseTests(BuiltCheckout built)
{
    private const string Definition = "pipelines/credit-scoring/CreditScoring.cs";
    private const string Namespace = "credit-scoring-production";

    [Fact]
    public async Task A_machine_that_made_nothing_plans_and_deploys_the_image_that_another_pushed()
    {
        Services.Require("kubectl");
        await DockerEngine.RequireAsync();
        using var folder = new TemporaryFolder();
        await using var registry = await DockerRegistry.StartAsync();
        await using var cluster = await ClusterStandIn.StartAsync(Namespace);
        using var maker = built.Copy();
        var image = $"{registry.Host}/images/credit";
        maker.Edit(Definition, ".Deploy(to => to.Local(port: 8080))", ".Deploy(to => to.Environment(\"production\", production => production.Cluster(\"stand-in\")))");
        maker.Edit(Definition, ".Docker()", $".Docker(docker => docker.Image(\"{image}\").Daemonless(\"{await ImageTests.BaseAsync(folder)}\"))");
        (await maker.BuildAsync("Generate", "--pipeline", "credit-scoring")).Ended(0);
        string[] packages = ["--registry", $"{registry.Host}/packages"];
        (await maker.BuildAsync(["Push", .. packages])).Ended(0);

        using var other = maker.Copy();
        Directory.Delete(other.PathOf("artifacts"), recursive: true);
        Directory.Delete(other.PathOf(".mlops"), recursive: true);
        string[] production = ["--environment", "production", .. packages];
        Assert.Contains("DEL649: release 0.1.0 has no container image", (await RunAsync("PlanDeploy")).Ended(2).Error, StringComparison.Ordinal);

        var pushed = SummaryTable.Of((await maker.BuildAsync(["Image", "PushImage", "--daemonless", .. packages])).Ended(0)).Fact("PushImage", "digest");
        Assert.Contains($"  image      {image}@{pushed}\n", (await RunAsync("PlanDeploy")).Ended(0).Output, StringComparison.Ordinal);
        (await RunAsync("Deploy")).Ended(0);
        Assert.All(cluster.Look(objects => objects.Of("pods", Namespace).Select(Workloads.ImageOf).ToArray()), served => Assert.Equal($"{image}@{pushed}", served));
        Assert.Contains("credit-scoring 0.1.0 serves already: nothing was changed.", (await RunAsync("Deploy")).Ended(0).Output, StringComparison.Ordinal);

        Task<ScriptRun> RunAsync(string target) => other.Script().With("KUBECONFIG", cluster.Kubeconfig).With("DOCKER_HOST", "unix:///nowhere/docker.sock").RunAsync([target, .. production]);
    }
}
