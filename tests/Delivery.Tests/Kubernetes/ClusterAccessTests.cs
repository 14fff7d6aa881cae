using System.Globalization;
using System.Text.Json.Nodes;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What the machine or the cluster lacks is said, with what to do; only one deploy at a time works on an environment.</summary>
public sealed class ClusterAccessTests
{
    [Fact]
    public async Task A_kubectl_that_is_missing_or_too_old_is_told()
    {
        await using var cluster = await Cluster.StartAsync();
        using var folder = new TemporaryFolder();
        var old = folder.File("kubectl");
        await File.WriteAllTextAsync(old, "#!/bin/sh\necho '{\"clientVersion\":{\"gitVersion\":\"v1.20.2\"}}'\n", TestContext.Current.CancellationToken);
        await Shell.RunAsync("chmod", "u+x", old);
        foreach (var (kubectl, message) in new[] { (old, $"'{old}' is v1.20.2, and the manifests need 1.27 or later."), (folder.File("none"), $"no kubectl program is at '{folder.File("none")}'.") })
        {
            var driver = cluster.Driver(options => options with { Kubectl = kubectl });
            var told = $"DEL641: {message} Install kubectl 1.27 or later (https://kubernetes.io/docs/tasks/tools/) and put it on the PATH.";
            foreach (var work in new Func<Task>[]
            {
                () => driver.DeployAsync(Cluster.Order("1.0.0"), cluster.Said, TestContext.Current.CancellationToken),
                () => driver.RollbackAsync(null, cluster.Said, TestContext.Current.CancellationToken),
                () => driver.StopAsync(cluster.Said, TestContext.Current.CancellationToken),
            })
            {
                var refused = await Refused.ByAsync(work);
                Assert.Equal((DeliveryFault.Environment, told), (refused.Fault, refused.Message));
            }

            var place = Assert.Single(await driver.ObserveAsync(TestContext.Current.CancellationToken));
            Assert.Equal((PlaceHealth.Unreachable, told), (place.Health, place.Note));
        }
    }

    [Theory]
    [InlineData("contexts", "DEL642: the kubeconfig has no context 'stand-in'. Add it there, or name another in the definition: kubectl config get-contexts lists them.")]
    [InlineData("server", "DEL643: the cluster stand-in cannot be reached: ")]
    [InlineData("token", "DEL644: the cluster stand-in does not let you in: ")]
    [InlineData("certificate-authority-data", "DEL644: the cluster stand-in does not let you in: ")]
    public async Task A_cluster_that_cannot_be_asked_is_told_with_what_to_do(string broken, string message)
    {
        await using var cluster = await Cluster.StartAsync();
        var kubeconfig = await File.ReadAllTextAsync(cluster.Api.Kubeconfig, TestContext.Current.CancellationToken);
        var changed = JsonNode.Parse(kubeconfig)!.AsObject();
        switch (broken)
        {
            case "contexts":
                changed["contexts"] = new JsonArray();
                break;
            case "server":
                changed.Items("clusters").Single().Map("cluster")["server"] = FormattableString.Invariant($"https://127.0.0.1:{FreePort.Next()}");
                break;
            case "token":
                changed.Items("users").Single().Map("user")["token"] = "another-secret-token";
                break;
            default:
                changed.Items("clusters").Single().Map("cluster").Remove(broken);
                break;
        }

        await File.WriteAllTextAsync(cluster.Api.Kubeconfig, changed.ToJsonString(), TestContext.Current.CancellationToken);
        var refused = await Refused.ByAsync(() => cluster.DeployAsync("1.0.0"));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(DeliveryFault.Environment, refused.Fault);
        Assert.DoesNotContain("token", refused.Message, StringComparison.Ordinal);
        var place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Unreachable, Cluster.Place), (place.Health, place.Place));
        Assert.StartsWith(message, place.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_is_missing_and_a_right_that_is_not_given_are_told()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Api.Objects.Namespaces.Clear();
        Assert.Equal(
            "DEL645: the cluster stand-in has no namespace credit-scoring-production. Make it: kubectl --context stand-in create namespace credit-scoring-production.",
            (await Refused.ByAsync(() => cluster.DeployAsync("1.0.0"))).Message);
        cluster.Api.Objects.Namespaces.Add(Cluster.Namespace);
        cluster.Api.Before = (method, path) =>
        {
            if (method == "PATCH" && path.Contains("/networkpolicies/", StringComparison.Ordinal))
                throw new ApiRefusal(403, "Forbidden", "networkpolicies.networking.k8s.io \"credit-scoring\" is forbidden: User \"tester\" cannot patch resource \"networkpolicies\"");
        };
        var refused = await Refused.ByAsync(() => cluster.DeployAsync("1.0.0"));
        Assert.Equal((DeliveryCodes.NotAllowed, DeliveryFault.Environment), (refused.Code, refused.Fault));
        Assert.Contains("User \"tester\" cannot patch resource \"networkpolicies\"", refused.Message, StringComparison.Ordinal);
        Assert.Equal((PlaceHealth.Nothing, 0), ((await cluster.ObserveAsync()).Health, (await cluster.ObserveAsync()).Releases.Length));
    }

    [Fact]
    public async Task Of_two_deploys_at_once_one_is_refused_with_the_name_of_the_other()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        var asked = 0;
        DeliveryException? refused = null;
        cluster.Api.Workloads.Behaviours["1.1.0"] = PodBehaviour.Slow;
        cluster.Api.Before = (_, _) =>
        {
            if (cluster.Events.Any(happened => happened.Step == "Applying release 1.1.0") && Interlocked.Exchange(ref asked, 1) == 0)
                _ = Task.Run(async () => refused = await Refused.ByAsync(() => cluster.Driver(options => options with { By = "other" }).DeployAsync(Cluster.Order("1.2.0"), new Progress<RolloutEvent>(), CancellationToken.None)));
            if (Volatile.Read(ref refused) is null && Volatile.Read(ref asked) == 1)
                cluster.Api.Workloads.Behaviours["1.1.0"] = PodBehaviour.NeverReady;
            else
                cluster.Api.Workloads.Behaviours["1.1.0"] = PodBehaviour.Ready;
        };
        Assert.True((await cluster.DeployAsync("1.1.0")).Succeeded);
        Assert.Equal((DeliveryCodes.Locked, DeliveryFault.Failed), (refused!.Code, refused.Fault));
        Assert.Matches(
            @"^DEL601: another deploy is at work in credit-scoring-production on stand-in: tester deploys release 1\.1\.0, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\. Wait until it has ended, then try again\. If it cannot be alive: kubectl --context stand-in --namespace credit-scoring-production delete lease credit-scoring-deploy\.$",
            refused.Message);
        Assert.True((await cluster.DeployAsync("1.2.0")).Succeeded);
    }

    [Fact]
    public async Task A_lease_that_a_killed_deploy_left_is_taken_over_also_where_its_clock_was_a_year_ahead()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        cluster.Api.Edit("leases", Cluster.Namespace, "credit-scoring-deploy", "other", lease => (lease.Map("spec")["holderIdentity"], lease.Map("spec")["renewTime"]) =
            ("other deploys release 1.2.0", DateTimeOffset.UtcNow.AddYears(1).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)));
        Assert.True((await cluster.Driver(options => options with { LeaseDuration = TimeSpan.FromSeconds(1) }).DeployAsync(Cluster.Order("1.1.0"), cluster.Said, TestContext.Current.CancellationToken)).Succeeded);
        Assert.Equal(("1.1.0", null), ((await cluster.ObserveAsync()).Version, (await cluster.ObserveAsync()).Note));
    }

    [Fact]
    public async Task A_lease_that_is_lost_ends_the_deploy_and_undoes_nothing()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        cluster.Api.Workloads.Behaviours["1.1.0"] = PodBehaviour.NeverReady;
        var taken = 0;
        cluster.Api.Before = (method, path) =>
        {
            if (cluster.Events.Any(happened => happened.Step == "Applying release 1.1.0") && method == "PUT" && path.Contains("/leases/", StringComparison.Ordinal) && Interlocked.Exchange(ref taken, 1) == 0)
                cluster.Api.Edit("leases", Cluster.Namespace, "credit-scoring-deploy", "other", lease => (lease.Map("spec")["holderIdentity"], lease.Map("spec")["leaseDurationSeconds"]) = ("other deploys release 1.2.0", 3600));
        };
        var refused = await Refused.ByAsync(() => cluster.Driver(options => options with { LeaseDuration = TimeSpan.FromSeconds(1) }).DeployAsync(Cluster.Order("1.1.0"), cluster.Said, TestContext.Current.CancellationToken));
        Assert.StartsWith("DEL601: another deploy has taken over in credit-scoring-production on stand-in: other deploys release 1.2.0, since ", refused.Message, StringComparison.Ordinal);
        Assert.Equal("1.1.0", (await cluster.ObserveAsync()).Version);
        Assert.StartsWith("A deploy is at work: other deploys release 1.2.0", (await cluster.ObserveAsync()).Note, StringComparison.Ordinal);
    }
}
