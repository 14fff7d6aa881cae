using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>Two clones on machines of their own share one registry with passwords.</summary>
public sealed class RemoteRegistryTests(BuiltCheckout built) : IAsyncLifetime
{
    private const string Definition = "pipelines/credit-scoring/CreditScoring.cs";

    private readonly TemporaryFolder _temp = new();
    private DockerRegistry _registry = null!;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(_temp.File("htpasswd"), DockerRegistrySettings.HtpasswdLine);
        _registry = await DockerRegistry.StartAsync(new() { HtpasswdFile = _temp.File("htpasswd") });
    }

    public async ValueTask DisposeAsync()
    {
        if (_registry is not null)
            await _registry.DisposeAsync();
        _temp.Dispose();
    }

    [Fact]
    public async Task What_one_clone_releases_the_other_judges_against_numbers_on_from_and_deploys()
    {
        using var second = Fresh();
        using var first = Fresh();
        second.Edit(Definition, "learningRate: 0.05", "learningRate: 0.06");
        second.Edit(Definition, ".Deploy(to =>", $".Push(to => to.Registry(\"{_registry.Host}/acme\"))\n        .Deploy(to =>");

        var released = (await Run(first, "--registry", $"{_registry.Host}/acme")).Ended(0);
        Assert.Equal($"{_registry.Host}/acme/credit-scoring", SummaryTable.Of(released).Fact("Push", "registry"));
        Assert.Equal(["0.1.0", "champion"], await TagsAsync());

        var pushed = (await Run(second, "Push")).Ended(0);
        Assert.Equal("0.1.1", SummaryTable.Of(pushed).Fact("Push", "version"));
        Assert.Equal(Model(first), Champion(second));
        var again = (await Run(second, "Push")).Ended(0);
        Assert.Contains("Push: up to date", SummaryTable.Of(again).Statuses);

        var older = (await Run(second, "Deploy", "--release", "0.1.0")).Ended(0);
        Assert.Equal("0.1.0", SummaryTable.Of(older).Fact("Deploy", "release"));
        var newest = (await Run(first, "Deploy", "--registry", $"{_registry.Host}/acme")).Ended(0);
        Assert.Equal("0.1.1", SummaryTable.Of(newest).Fact("Deploy", "release"));

        Assert.All([released, pushed, older, newest, again], run => Assert.DoesNotContain(DockerRegistrySettings.Password, run.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_registry_that_is_out_of_reach_is_the_environments_fault_and_what_was_made_stays()
    {
        using var checkout = Fresh();
        var address = $"{_registry.Host}/acme";
        (await Run(checkout, "Deploy", "Push", "--registry", address)).Ended(0);
        await _registry.StopAsync();

        Directory.Delete(checkout.PathOf("artifacts", "credit-scoring", "push"), recursive: true);
        var run = (await Run(checkout, "Push", "--skip", "--registry", address)).Ended(3);
        Assert.Contains($"REG801: The registry {_registry.Host} is out of reach: ", run.Text, StringComparison.Ordinal);
        Assert.Contains("Check the address, the network and whether the registry is up, then run again.", run.Text, StringComparison.Ordinal);
        Assert.True(Directory.Exists(checkout.PathOf("artifacts", "credit-scoring", "package")));

        var deployed = (await Run(checkout, "Deploy", "--release", "0.1.0", "--registry", address)).Ended(0);
        Assert.Contains("This checkout has credit-scoring:0.1.0, and goes on with it.", deployed.Text, StringComparison.Ordinal);
        var newest = (await Run(checkout, "Deploy", "--registry", address)).Ended(3);
        Assert.Contains("This checkout has credit-scoring:0.1.0: name it by --release to go on with it.", newest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_and_a_wrong_address_are_the_users_mistakes()
    {
        using var checkout = Fresh();
        var refused = (await Script(checkout, "not the password").RunAsync("Deploy", "--registry", $"{_registry.Host}/acme")).Ended(2);
        Assert.Contains("REG902: The credentials of 'tester' for the registry", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("not the password", refused.Text, StringComparison.Ordinal);

        var address = (await Run(checkout, "Push", "--registry", "acme/models")).Ended(2);
        Assert.Contains("--registry: REG105: 'acme/models' is not the address of a registry.", address.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(checkout.PathOf("artifacts")));
    }

    /// <summary>A clone as a machine has it that never ran the build: nothing made, nothing pushed, nothing deployed.</summary>
    private Checkout Fresh()
    {
        var checkout = built.Copy();
        foreach (var folder in (string[])["artifacts", ".mlops"])
            Directory.Delete(checkout.PathOf(folder), recursive: true);
        return checkout;
    }

    private static Task<ScriptRun> Run(Checkout checkout, params string[] arguments) => Script(checkout, DockerRegistrySettings.Password).RunAsync(arguments);

    private static Script Script(Checkout checkout, string password) => checkout.Script()
        .With("MLOPSBUILD_REGISTRY_USERNAME", DockerRegistrySettings.Username)
        .With("MLOPSBUILD_REGISTRY_PASSWORD", password);

    private static string Model(Checkout checkout) => Record(checkout, "train").GetProperty("outputs").GetProperty("model.zip").GetProperty("digest").GetString()!;

    private static string Champion(Checkout checkout) => Record(checkout, "validate").GetProperty("inputs").GetProperty("the champion").GetString()!;

    private static JsonElement Record(Checkout checkout, string stage) =>
        JsonDocument.Parse(File.ReadAllText(checkout.PathOf("artifacts", "credit-scoring", stage, "stage.json"))).RootElement;

    private async Task<string[]> TagsAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DockerRegistrySettings.Username}:{DockerRegistrySettings.Password}")));
        using var list = JsonDocument.Parse(await http.GetStringAsync(new Uri($"http://{_registry.Host}/v2/acme/credit-scoring/tags/list")));
        return [.. list.RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!).Where(tag => !tag.StartsWith("sha256-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
