namespace MLOpsBuild.Delivery.Tests.Transactions;

/// <summary>A change of an environment is recorded, and is one at a time.</summary>
public sealed class TransactionTests
{
    [Fact]
    public async Task A_deploy_records_who_what_from_what_and_by_which_plan()
    {
        using var site = new Site();
        var result = await site.DeployAsync("0.1.0", new("sha256:plan", "grace"));

        Assert.Equal(["0.1.0", "0.1.0", "0.1.0"], site.Hosts.Serving);
        Assert.Equal((true, "0.1.0", false), (result.Report.Succeeded, result.Version, result.HalfDone));
        var record = result.Entry!.Record;
        Assert.Equal((LedgerKind.Deploy, "production", "0.1.0", "sha256:0.1.0"), (record.Kind, record.Environment, record.Version, record.Digest));
        Assert.Equal(("sha256:data", "0123abcd", "1/1 passed", "grace", "ada"), (record.Data, record.Commit, record.Gates, record.Approver, record.Operator));
        Assert.Equal(FolderHosts.Names, record.Places.Select(place => place.Place));
        Assert.Equal(["Approve 0.1.0", "Deploy 0.1.0"], await site.RecordsAsync());
        Assert.Equal(["Approve 0.1.0", "Deploy 0.1.0"], site.Recorded.Select(entry => $"{entry.Record.Kind} {entry.Record.Version}"));
        Assert.Null(site.Controller().HalfDone());
    }

    [Fact]
    public async Task A_rollout_that_went_back_is_recorded_as_failed_and_closed()
    {
        using var site = new Site();
        await site.DeployAsync("0.1.0");
        var result = await site.DeployAsync(FolderHosts.Bad);

        Assert.Equal(["0.1.0", "0.1.0", "0.1.0"], site.Hosts.Serving);
        Assert.False(result.Report.Succeeded);
        Assert.Equal(["Deploy 0.1.0", "Failed 0.9.9"], await site.RecordsAsync());
        Assert.Equal("The deploy of 0.9.9 failed. host-2 did not serve it.", result.Entry!.Record.Note);
        Assert.Null(site.Controller().HalfDone());
    }

    [Fact]
    public async Task Where_a_host_could_not_be_put_back_the_next_rollback_undoes_it()
    {
        using var site = new Site();
        await site.DeployAsync("0.1.0");
        using var stuck = new Site(site.Folder) { Hosts = new(Path.Combine(site.Folder, "hosts")) { Stuck = "host-1" } };
        Assert.True((await stuck.DeployAsync(FolderHosts.Bad)).HalfDone);
        Assert.Equal(["0.9.9", "0.1.0", "0.1.0"], site.Hosts.Serving);
        Assert.StartsWith("The deploy of 0.9.9 by ada (process ", site.Controller().HalfDone(), StringComparison.Ordinal);

        await site.RollbackAsync();

        Assert.Equal(["0.1.0", "0.1.0", "0.1.0"], site.Hosts.Serving);
        Assert.Equal(["Deploy 0.1.0", "Failed 0.9.9", "Rollback 0.1.0"], await site.RecordsAsync());
        Assert.Null(site.Controller().HalfDone());
    }

    [Fact]
    public async Task A_rollback_goes_to_the_last_good_release_and_knows_what_it_is_made_of()
    {
        using var site = new Site();
        foreach (var version in (string[])["0.1.0", "0.1.1", "0.1.2"])
            await site.DeployAsync(version);

        Assert.Equal("0.1.1", (await site.RollbackAsync()).Version);
        var record = (await site.RollbackAsync()).Entry!.Record;
        Assert.Equal(("0.1.0", "sha256:0.1.0", "sha256:data", "1/1 passed"), (record.Version, record.Digest, record.Data, record.Gates));
        Assert.Equal("0.1.2", (await site.RollbackAsync("0.1.2")).Version);
        Assert.Equal("0.1.0", (await site.RollbackAsync()).Version);
    }

    [Fact]
    public async Task Of_two_deploys_at_once_the_second_is_refused_with_who_holds_it_and_since_when()
    {
        using var site = new Site();
        var refusals = new List<DeliveryException>();
        using var busy = new Site(site.Folder)
        {
            Hosts = new(Path.Combine(site.Folder, "hosts"))
            {
                During = async () =>
                {
                    refusals.Add(await Refused.ByAsync(() => site.DeployAsync("0.1.1")));
                    refusals.Add(await Refused.ByAsync(() => site.RollbackAsync()));
                    Assert.NotNull(site.Controller().Busy());
                    Assert.Null(site.Controller().HalfDone());
                },
            },
        };
        await busy.DeployAsync("0.1.0");

        Assert.Equal(2, refusals.Count);
        Assert.All(refusals, refusal => Assert.Equal(DeliveryFault.Failed, refusal.Fault));
        Assert.All(refusals, refusal => Assert.Matches(FormattableString.Invariant($"^DEL601: another process deploys to 'production of credit-scoring': process {Environment.ProcessId} \\(ada, Deploy 0\\.1\\.0\\) since [-0-9]+ [:0-9]+Z\\. Wait until it has ended, then try again\\.$"), refusal.Message));
        Assert.Null(site.Controller().Busy());
        Assert.Equal(["0.1.0", "0.1.0", "0.1.0"], site.Hosts.Serving);
    }

    [Fact]
    public async Task Whoever_only_looks_who_holds_it_stands_in_nobodys_way()
    {
        using var site = new Site();
        var looks = HeldFile.TryTake(Path.Combine(site.Folder, "deployments", "transaction.lock"))!;
        var opening = site.Controller().OpenAsync("Deploy 0.1.0");
        await looks.DisposeAsync();
        await using var session = await opening;
        Assert.Null(session.HalfDone);
    }

    [Fact]
    public async Task A_damaged_ledger_stops_a_deploy_and_not_a_rollback()
    {
        using var site = new Site();
        await site.DeployAsync("0.1.0");
        await site.DeployAsync("0.1.1");
        File.AppendAllText(site.Ledger.Path, "{}\n");

        Assert.Equal(DeliveryCodes.LedgerDamaged, (await Refused.ByAsync(() => site.DeployAsync("0.1.2"))).Code);
        Assert.Equal(["0.1.1", "0.1.1", "0.1.1"], site.Hosts.Serving);
        var back = await site.RollbackAsync("0.1.0");
        Assert.Equal(("0.1.0", (LedgerEntry?)null), (back.Version, back.Entry));
        Assert.Contains(site.Lines, line => line.StartsWith("DEL621: the ledger cannot be trusted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopped_servers_are_recorded()
    {
        using var site = new Site();
        await site.DeployAsync("0.1.0");
        await site.StopAsync();
        Assert.Equal(["Deploy 0.1.0", "Stop"], await site.RecordsAsync());
        Assert.Null((await site.Ledger.ReadAsync(TestContext.Current.CancellationToken)).ServedAt(DateTimeOffset.MaxValue));
    }
}
