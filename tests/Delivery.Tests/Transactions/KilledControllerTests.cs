using System.Diagnostics;
using System.Text.Json;

namespace MLOpsBuild.Delivery.Tests.Transactions;

/// <summary>The controller is killed before each write, fsync, rename and change, by a signal that it cannot catch; every host serves the old or the new release, and the next deploy or rollback puts it right.</summary>
public sealed class KilledControllerTests
{
    private const string Variable = "MLOPSBUILD_TEST_CHILD_CONTROLLER";

    [Fact]
    public async Task A_controller_killed_at_any_step_leaves_word_and_the_next_one_finishes_or_undoes_it()
    {
        var told = new HashSet<string>();
        for (var step = 0; ; step++)
        {
            using var site = new Site();
            await site.DeployAsync("0.1.0");
            if (await KilledAsync(site, step) is not { } at)
            {
                Assert.InRange(step, 15, 40);
                Assert.Equal(["0.1.1", "0.1.1", "0.1.1"], site.Hosts.Serving);
                break;
            }

            Assert.All(site.Hosts.Serving, version => Assert.Contains(version, (string?[])["0.1.0", "0.1.1"]));
            Assert.Empty((await site.Ledger.ReadAsync(TestContext.Current.CancellationToken)).Damage);
            told.Add(site.Controller().HalfDone() is null ? "nothing" : "half done");
            using var same = site.Copy();
            await RequireAsync(site, "0.1.1", "Deploy", await site.DeployAsync("0.1.1"), at);
            await RequireAsync(same, "0.1.0", "Rollback", await same.RollbackAsync("0.1.0"), at);
        }

        Assert.Equal(["half done", "nothing"], told.Order());
    }

    private static async Task RequireAsync(Site site, string version, string kind, TransactionResult result, string at)
    {
        Assert.True((version, version) == (result.Version, result.Entry?.Record.Version), $"killed at '{at}', then {kind}: {result}");
        Assert.All(site.Hosts.Serving, served => Assert.Equal(version, served));
        Assert.Null(site.Controller().HalfDone());
        var reading = await site.Ledger.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Empty(reading.Damage);
        Assert.Equal($"{kind} {version}", $"{reading.Entries[^1].Record.Kind} {reading.Entries[^1].Record.Version}");
        Assert.True(reading.Entries.DistinctBy(entry => (entry.Record.Transaction, entry.Record.Kind)).Count() == reading.Entries.Length, $"killed at '{at}', then {kind}: something is recorded twice");
    }

    [Fact]
    public async Task Between_two_hosts_a_rollback_without_a_name_goes_to_what_served_everywhere()
    {
        using var site = new Site();
        await site.DeployAsync("0.0.9");
        await site.DeployAsync("0.1.0");
        await KilledAsync(site, int.MaxValue, "change host-2");
        Assert.Equal(["0.1.1", "0.1.0", "0.1.0"], site.Hosts.Serving);

        await site.RollbackAsync();

        Assert.Equal(["0.1.0", "0.1.0", "0.1.0"], site.Hosts.Serving);
        Assert.Equal(["Deploy 0.0.9", "Deploy 0.1.0", "Failed 0.1.1", "Rollback 0.1.0"], await site.RecordsAsync());
    }

    /// <summary>What the child processes of these tests do.</summary>
    [Fact(Explicit = true)]
    public async Task Deploy()
    {
        Assert.SkipUnless(ChildTasks.IsChild, "Another test starts this one in a process of its own.");
        var order = JsonSerializer.Deserialize<Order>(Environment.GetEnvironmentVariable(Variable)!)!;
        var left = order.Step;
        using var site = new Site(order.Folder, step =>
        {
            if (left-- > 0 && step != order.Before)
                return;
            File.WriteAllText(Path.Combine(order.Folder, "killed-at"), step);
            Assert.Equal(0, LibC.Kill(Environment.ProcessId, 9));
        });
        await site.DeployAsync("0.1.1");
    }

    private static async Task<string?> KilledAsync(Site site, int step, string? before = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledControllerTests).Assembly.Location, "-explicit", "only", "-method", $"{typeof(KilledControllerTests).FullName}.{nameof(Deploy)}", "-noColor", "-noLogo"])
        {
            RedirectStandardOutput = true,
            Environment = { [Variable] = JsonSerializer.Serialize(new Order(site.Folder, step, before)), [ChildTasks.Variable] = "", ["TMPDIR"] = Path.GetDirectoryName(site.Folder) },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 or 137, output);
        return process.ExitCode == 137 ? File.ReadAllText(Path.Combine(site.Folder, "killed-at")) : null;
    }

    private sealed record Order(string Folder, int Step, string? Before);
}
