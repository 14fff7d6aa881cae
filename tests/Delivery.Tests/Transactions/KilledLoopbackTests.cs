using System.Text.Json;

namespace MLOpsBuild.Delivery.Tests.Transactions;

/// <summary>A controller that deploys to this machine is killed around and inside the driver's work; a release serves all the time, and the next one puts record and world right.</summary>
public sealed class KilledLoopbackTests(Releases releases)
{
    private const string WhileTheServerStarts = "start the server";

    [Theory]
    [InlineData("rename transaction.json", "0.1.0")]
    [InlineData(WhileTheServerStarts, null)]
    [InlineData("write local.jsonl.pending", "0.1.1")]
    [InlineData("follow up", "0.1.1")]
    public async Task The_next_deploy_or_rollback_puts_it_right(string moment, string? served)
    {
        await using var machine = new Machine();
        var site = new LoopbackSite(machine.Folder, machine.Port);
        await site.DeployAsync(releases.First);
        Assert.Equal(137, await LoopbackChild.RunAsync(machine, releases.Second, moment, moment == WhileTheServerStarts ? () => DeployProgress.Of(machine, "0.1.1") >= Progress.StartsTheServer : null));

        var answers = (await machine.AskAsync(releases.Row)).Release;
        Assert.Contains(answers, served is null ? (string?[])["0.1.0", "0.1.1"] : [served]);
        var (kind, version) = served == "0.1.0" ? (LedgerKind.Deploy, "0.1.1") : (LedgerKind.Rollback, "0.1.0");
        var result = kind == LedgerKind.Deploy ? await site.DeployAsync(releases.Second) : await site.RollbackAsync();

        Assert.Equal((version, version), (result.Version, (await machine.AskAsync(releases.Row)).Release));
        var reading = await site.Ledger.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Empty(reading.Damage);
        Assert.Equal((kind, version), (reading.Entries[^1].Record.Kind, reading.Entries[^1].Record.Version));
        Assert.Null(site.Controller.HalfDone());
    }

    /// <summary>What the child processes of these tests do.</summary>
    [Fact(Explicit = true)]
    public async Task Deploy()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LoopbackChild.Variable) is not null, "Another test starts this one in a process of its own.");
        var order = JsonSerializer.Deserialize<LoopbackChild.Order>(Environment.GetEnvironmentVariable(LoopbackChild.Variable)!)!;
        var words = order.KillBefore.Split(' ', 2);
        var site = new LoopbackSite(order.Folder, order.Port, step =>
        {
            if (step == order.KillBefore || (step.StartsWith(words[0] + " ", StringComparison.Ordinal) && step.Contains("/" + words[1], StringComparison.Ordinal)))
                Assert.Equal(0, LibC.Kill(Environment.ProcessId, 9));
        });
        await site.DeployAsync(order.Release);
    }
}
