using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What others change in a cluster is told, and never overwritten unasked.</summary>
public sealed class ClusterDriftTests
{
    [Fact]
    public async Task What_others_changed_added_and_took_away_is_told_with_who_and_when()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        cluster.Api.Edit("deployments", Cluster.Namespace, Cluster.Pipeline, "kubectl-edit", deployment => Server(deployment).Map("readinessProbe")["periodSeconds"] = 9);
        cluster.Api.Edit("deployments", Cluster.Namespace, Cluster.Pipeline, "sidecar-injector", deployment => Server(deployment)["env"] = new JsonArray(new JsonObject { ["name"] = "DEBUG", ["value"] = "1" }));
        cluster.Api.Edit("horizontalpodautoscalers", Cluster.Namespace, Cluster.Pipeline, "kubectl-patch", autoscaler => autoscaler.Map("spec")["maxReplicas"] = 9);
        cluster.Api.Look(objects =>
        {
            objects.Delete(objects.Find("services", Cluster.Namespace, Cluster.Pipeline)!);
            return true;
        });

        var place = await cluster.ObserveAsync();
        Assert.True(place.Drift.Length == 4, string.Join('\n', place.Drift));
        Assert.Matches(@"^Deployment credit-scoring: \.spec\.template\.spec\.containers\[server\]\.readinessProbe\.periodSeconds is 9 and was left as 2, by kubectl-edit at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$", place.Drift.Single(line => line.Contains("kubectl-edit", StringComparison.Ordinal)));
        Assert.Matches(@"^Deployment credit-scoring: \.spec\.template\.spec\.containers\[server\]\.env\[DEBUG\] was set by sidecar-injector at ", place.Drift.Single(line => line.Contains("sidecar-injector", StringComparison.Ordinal)));
        Assert.Matches(@"^HorizontalPodAutoscaler credit-scoring: \.spec\.maxReplicas is 9 and was left as 4, by kubectl-patch at ", place.Drift.Single(line => line.Contains("maxReplicas", StringComparison.Ordinal)));
        Assert.Contains("Service credit-scoring is gone", place.Drift);
    }

    [Fact]
    public async Task A_field_that_another_manager_has_set_is_refused_with_its_name_and_nothing_is_changed()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        cluster.Api.Edit("horizontalpodautoscalers", Cluster.Namespace, Cluster.Pipeline, "kubectl-patch", autoscaler => autoscaler.Map("spec")["maxReplicas"] = 9);
        cluster.Api.Edit("deployments", Cluster.Namespace, Cluster.Pipeline, "kubectl-edit", deployment =>
        {
            Server(deployment)["image"] = "somewhere/else:latest";
            Server(deployment).Map("resources", "requests")["cpu"] = "2";
        });
        var (before, refused) = (cluster.Deployment.At("spec")!.ToJsonString(), await Refused.ByAsync(() => cluster.DeployAsync("1.1.0")));
        Assert.Equal(
            "DEL646: others than this build have set fields in credit-scoring-production on stand-in: \"kubectl-edit\" set .spec.template.spec.containers[name=\"server\"].image, .spec.template.spec.containers[name=\"server\"].resources.requests.cpu; \"kubectl-patch\" set .spec.maxReplicas. Nothing was changed. " +
            "Put each value into the definition, or set the field to what the definition says (kubectl edit), then deploy again; where a controller sets it, take it out of the manifests by Customize.",
            refused.Message);
        Assert.Equal(before, cluster.Deployment.At("spec")!.ToJsonString());
        var place = await cluster.ObserveAsync();
        Assert.Equal(("1.0.0", null), (place.Version, place.Note));
        Assert.Equal(["1.0.0"], place.Releases);
    }

    [Fact]
    public async Task A_rollback_takes_back_what_others_have_set()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        await cluster.DeployAsync("1.1.0");
        cluster.Api.Edit("deployments", Cluster.Namespace, Cluster.Pipeline, "kubectl-edit", deployment => Server(deployment)["image"] = "somewhere/else:latest");
        Assert.Equal("1.0.0", (await cluster.RollbackAsync()).Places[0].Version);
        Assert.Equal([Cluster.Image("1.0.0"), Cluster.Image("1.0.0")], cluster.Images);
        Assert.Equal([], (await cluster.ObserveAsync()).Drift);
    }

    private static JsonObject Server(JsonObject deployment) => deployment.Items("spec", "template", "spec", "containers").Single();
}
