using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Manifests that a deploy cannot use are refused before the cluster is asked for anything.</summary>
public sealed class ClusterManifestTests : IDisposable
{
    private const string Fix = " Run ./build.sh Generate, and look at what a Customize changes.";

    private readonly TemporaryFolder _checkout = new();

    private string Overlay => _checkout.File("pipelines", "credit-scoring", "kubernetes", "overlays", "production");

    private string Base => _checkout.File("pipelines", "credit-scoring", "kubernetes", "base", "kustomization.yaml");

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task A_checkout_without_them_is_told()
    {
        await using var cluster = await Cluster.StartAsync();
        Assert.Equal($"DEL648: the manifests in '{Overlay}' cannot be used: the folder is missing.{Fix}", await RefusedAsync(cluster));
    }

    [Fact]
    public async Task What_kustomize_does_not_take_and_what_a_deploy_may_not_keep_is_told()
    {
        await using var cluster = await Cluster.StartAsync();
        await Shell.RunAsync("cp", "-r", Repository.File("pipelines", "credit-scoring", "kubernetes"), Directory.CreateDirectory(_checkout.File("pipelines", "credit-scoring")).FullName);
        var good = await File.ReadAllTextAsync(Base, TestContext.Current.CancellationToken);

        await WriteAsync(good + "secretGenerator:\n  - name: key\n    literals: [\"a=b\"]\n");
        var refused = await RefusedAsync(cluster);
        Assert.Matches("^DEL648: the manifests in '.*' cannot be used: they make the Secret key-[a-z0-9]+, and what is applied is kept in the cluster in plain text: make the Secret there and name it in the manifests\\.", refused);

        await WriteAsync(good.Replace("  - deployment.yaml\n", "", StringComparison.Ordinal));
        Assert.Equal($"DEL648: the manifests in '{Overlay}' cannot be used: they are to have one Deployment with a container 'server'.{Fix}", await RefusedAsync(cluster));

        await WriteAsync("resources: [none.yaml]\n");
        Assert.Contains("none.yaml", await RefusedAsync(cluster), StringComparison.Ordinal);

        await WriteAsync(good);
        var overlay = Path.Combine(Overlay, "kustomization.yaml");
        await File.WriteAllTextAsync(overlay, (await File.ReadAllTextAsync(overlay, TestContext.Current.CancellationToken)).Replace("credit-scoring-production", "elsewhere", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal($"DEL648: the manifests in '{Overlay}' cannot be used: their namespace is 'elsewhere' and the definition's is 'credit-scoring-production'.{Fix}", await RefusedAsync(cluster));
        Assert.Empty(cluster.Api.Requests);
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(Base, text, TestContext.Current.CancellationToken);

    private async Task<string> RefusedAsync(Cluster cluster)
    {
        var refused = await Refused.ByAsync(() => cluster.Driver(checkout: _checkout.Path).DeployAsync(Cluster.Order("1.0.0"), cluster.Said, TestContext.Current.CancellationToken));
        Assert.Equal((DeliveryCodes.BadManifest, DeliveryFault.Mistake), (refused.Code, refused.Fault));
        return refused.Message;
    }
}
