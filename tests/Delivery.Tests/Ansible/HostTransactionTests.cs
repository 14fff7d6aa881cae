using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A transaction over real hosts: what a killed controller leaves half done is known to the next one.</summary>
[Collection(Fleet.Turns)]
public sealed class HostTransactionTests(Releases releases, ServingPair pair)
{
    private const string Variable = "MLOPSBUILD_TEST_CHILD_OF_HOSTS";

    [Fact]
    public async Task A_controller_killed_between_two_hosts_begins_nothing_more_and_the_next_one_undoes_it()
    {
        var (serving, next) = await pair.ServingAsync(releases);
        using var folder = new TemporaryFolder();
        var (hosts, connection) = (pair.Fleet.Hosts, pair.Fleet.Connection);
        var order = new Order(folder.Path, pair.Fleet.Checkout, hosts.Addresses, connection, next);
        Assert.Equal(137, await KilledAsync(order));
        while (CommandLines.Pids().Any(pid => CommandLines.Of(pid) is var words && words.Contains(hosts.PrivateKey) && words.Contains("deploy.yml")))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal([next.Version, serving.Version], (await pair.Fleet.ObserveAsync()).Select(place => place.Version));

        var controller = Controller(order);
        Assert.NotNull(controller.HalfDone());
        await using (var session = await controller.OpenAsync("Rollback"))
            Assert.Equal(serving.Version, (await session.RollbackAsync(null, null, pair.Fleet.Told, TestContext.Current.CancellationToken)).Version);
        await pair.RequireAsync(serving);
        Assert.Null(controller.HalfDone());
        Assert.Equal([$"Failed {next.Version}", $"Rollback {serving.Version}"], (await Ledger(order).ReadAsync(TestContext.Current.CancellationToken)).Entries.Select(entry => $"{entry.Record.Kind} {entry.Record.Version}"));
    }

    /// <summary>What the child process of this test does.</summary>
    [Fact(Explicit = true)]
    public async Task Deploy()
    {
        Assert.SkipUnless(ChildTasks.IsChild, "Another test starts this one in a process of its own.");
        var order = JsonSerializer.Deserialize<Order>(Environment.GetEnvironmentVariable(Variable)!)!;
        await using var session = await Controller(order).OpenAsync("Deploy");
        var places = await Driver(order).ObserveAsync(TestContext.Current.CancellationToken);
        var model = Model(order);
        var plan = DeployPlanner.Plan(Plans.Plans.Input() with
        {
            Pipeline = model,
            Environment = model.Deploy.Environments.Single(),
            Release = new() { Version = order.Release.Version, Digest = order.Release.Digest, Evidence = Plans.Plans.Evidence },
            Places = places,
            Schemas = ImmutableDictionary<string, byte[]>.Empty,
        });
        var death = new At("Start the release on a port of its own", () => Assert.Equal(0, LibC.Kill(Environment.ProcessId, 9)), turn: 2);
        await session.DeployAsync(LedgerKind.Deploy, Fleet.Order(order.Release), new(plan, places, null), death, TestContext.Current.CancellationToken);
    }

    private static async Task<int> KilledAsync(Order order)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HostTransactionTests).Assembly.Location, "-explicit", "only", "-method", $"{typeof(HostTransactionTests).FullName}.{nameof(Deploy)}", "-noColor", "-noLogo"])
        {
            RedirectStandardOutput = true,
            Environment = { [Variable] = JsonSerializer.Serialize(order), [ChildTasks.Variable] = "", ["TMPDIR"] = order.Folder },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Pipelines.Pipeline Model(Order order) =>
        new HostedModel(production => production.Hosts(order.Hosts).Rolling("1", "100%"), settings => settings.Listen("0.0.0.0", Fleet.Port)).Model;

    private static AnsibleEnvironment Driver(Order order)
    {
        var model = Model(order);
        return AnsibleEnvironment.Create(model, model.Deploy.Environments.Single(), order.Checkout, order.Connection);
    }

    private static LedgerFile Ledger(Order order) => new(Path.Combine(order.Folder, "production.jsonl"));

    private static EnvironmentController Controller(Order order) => new(new()
    {
        Folder = Path.Combine(order.Folder, "controller"),
        Pipeline = Releases.Pipeline,
        Environment = "production",
        Ledger = Ledger(order),
        Driver = Driver(order),
        Operator = "ada",
    });

    private sealed record Order(string Folder, string Checkout, string[] Hosts, AnsibleConnection Connection, Release Release);
}
