using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>A machine that has neither package nor ledger, as a job that somebody starts on a CI server, goes back and tells what ran.</summary>
public sealed class RemoteDeliveryTests
{
    [Fact]
    public async Task It_goes_back_takes_the_champion_along_and_tells_from_the_registry_what_all_have_done()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var delivery = await new Delivery().PushAsync("first");
        using var remote = RemoteRegistry.Connect($"{registry.Host}/models");
        string[] shared = ["--environment", "production", "--registry", $"{registry.Host}/models"];
        var first = await ReleaseAsync("0.1.0");
        await delivery.PushAsync("second");
        Assert.NotEqual(first.Digest, (await ReleaseAsync("0.1.1")).Digest);

        Directory.Delete(delivery.PathOf(".mlops"), recursive: true);
        var back = await delivery.RunAsync(0, ["Rollback", "--release", "0.1.0", .. shared]);
        Assert.Contains("fraud 0.1.0 serves again in production.\n", back.Output, StringComparison.Ordinal);
        Assert.Equal(first.Digest, (await remote.FindAsync("fraud", Champion.Tag, Cancellation))!.Digest);

        Directory.Delete(delivery.PathOf(".mlops"), recursive: true);
        var ledger = await delivery.RunAsync(0, ["Ledger", .. shared]);
        Assert.Contains($"This checkout has no ledger of production: told is what is attached to the packages in {registry.Host}/models/fraud.\n", ledger.Output, StringComparison.Ordinal);
        Assert.Matches("(?s) approve .* deploy +0\\.1\\.0 .* approve .* deploy +0\\.1\\.1 .* rollback +0\\.1\\.0 ", ledger.Output);
        Assert.Equal("5", ledger.Target("Ledger").SummaryInformation["records"]);
        Assert.Contains("fraud 0.1.0 served in production at 2999-01-01\n", (await delivery.RunAsync(0, ["Ledger", "--at", "2999-01-01", .. shared])).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(delivery.PathOf(".mlops", "registry")));
        await registry.StopAsync();
        Assert.Contains("REG801", (await delivery.RunAsync(3, ["Ledger", .. shared])).Error, StringComparison.Ordinal);

        async Task<Descriptor> ReleaseAsync(string version)
        {
            await remote.PushAsync(OciLayout.Open(delivery.PathOf(".mlops", "registry")), $"fraud:{version}", "fraud", version, cancellationToken: Cancellation);
            await delivery.RunAsync(0, "Deploy", "--environment", "staging");
            var plan = await delivery.RunAsync(0, ["PlanDeploy", .. shared]);
            await delivery.RunAsync(0, ["Deploy", "--plan-digest", Delivery.DigestOf(plan), "--approved-by", "grace", .. shared]);
            return (await remote.FindAsync("fraud", version, Cancellation))!;
        }
    }

    [Fact]
    public async Task Who_brought_what_serves_is_told_by_the_places_where_another_checkout_has_the_ledger()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        Directory.Delete(delivery.PathOf(".mlops", "ledger"), recursive: true);
        Assert.Matches("\n  staging      0\\.1\\.0 .* the host's ada +healthy ", (await delivery.RunAsync(0, "Status")).Output);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
