using CsCheck;

namespace MLOpsBuild.Delivery.Tests.Ledger;

/// <summary>The ledger tells what was done, and whether somebody changed it.</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task What_was_appended_is_read_in_order_and_chained()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0", "0.1.1");
        var reading = await ledgers.ReadAsync();

        Assert.Equal(["0.1.0", "0.1.1"], reading.Entries.Select(entry => entry.Record.Version));
        Assert.Equal([1, 2], reading.Entries.Select(entry => entry.Record.Index));
        Assert.Equal(reading.Entries[0].Hash, reading.Entries[1].Record.Previous);
        Assert.Equal(reading.Entries[1].Hash, reading.Head);
        Assert.Empty(reading.Damage);
        Assert.Null(reading.Unfinished);
    }

    [Fact]
    public async Task Any_byte_that_is_changed_is_found_and_its_line_is_named()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0", "0.1.1", "0.1.2");
        var bytes = File.ReadAllBytes(ledgers.File);
        var head = File.ReadAllBytes(ledgers.File + ".head");
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[1, 255]).Sample(
            (at, difference) =>
            {
                var changed = bytes.ToArray();
                changed[at] = (byte)(changed[at] ^ difference);
                var line = bytes.AsSpan(0, at).Count((byte)'\n') + 1;
                return LedgerCheck.Of(ledgers.File, changed, head, null) is { Unfinished: null } reading
                    && reading.Damage.Any(damage => damage.Contains(FormattableString.Invariant($"line {line} "), StringComparison.Ordinal));
            },
            iter: 3_000);
    }

    [Fact]
    public async Task Any_byte_that_is_removed_or_added_is_found()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0", "0.1.1");
        var bytes = File.ReadAllBytes(ledgers.File);
        var head = File.ReadAllBytes(ledgers.File + ".head");
        Gen.Int[0, bytes.Length - 1].Sample(at => !LedgerCheck.Of("", [.. bytes[..at], .. bytes[(at + 1)..]], head, null).Damage.IsEmpty, iter: 500);
        Gen.Select(Gen.Int[0, bytes.Length], Gen.Byte).Sample((at, value) => !LedgerCheck.Of("", [.. bytes[..at], value, .. bytes[at..]], head, null).Damage.IsEmpty, iter: 1_000);
    }

    [Fact]
    public async Task Any_byte_of_the_head_that_is_changed_is_found()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0");
        var bytes = File.ReadAllBytes(ledgers.File);
        var head = File.ReadAllBytes(ledgers.File + ".head");
        for (var at = 0; at < head.Length; at++)
        {
            var changed = head.ToArray();
            changed[at] ^= 1;
            Assert.Single(LedgerCheck.Of(ledgers.File, bytes, changed, null).Damage);
        }
    }

    [Fact]
    public async Task A_line_that_was_moved_or_removed_is_named()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0", "0.1.1", "0.1.2");
        var lines = ledgers.Lines();

        ledgers.Write(lines[0], lines[2], lines[1]);
        Assert.Equal($"{ledgers.File}: line 2 holds record 3: lines were removed, added or moved.", (await ledgers.ReadAsync()).Damage[0]);
        ledgers.Write(lines[0], lines[2]);
        Assert.Equal($"{ledgers.File}: line 2 holds record 3: lines were removed, added or moved.", (await ledgers.ReadAsync()).Damage[0]);
        ledgers.Write(lines[0], lines[1]);
        Assert.StartsWith($"{ledgers.File}: line 2 holds the last record, 2 with sha256:", (await ledgers.ReadAsync()).Damage[0], StringComparison.Ordinal);
        File.Delete(ledgers.File);
        Assert.StartsWith($"{ledgers.File}: line 1 is missing: there is no record, and the head says {{\"format\":1,\"index\":3,", (await ledgers.ReadAsync()).Damage[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_another_ledger_does_not_fit()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0", "0.1.1");
        using var other = await new Ledgers().WithAsync("0.9.0", "0.9.1");
        ledgers.Write(ledgers.Lines()[0], other.Lines()[1]);
        Assert.StartsWith($"{ledgers.File}: line 2 follows a record with sha256:", (await ledgers.ReadAsync()).Damage[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_added_to_a_damaged_ledger()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0");
        File.WriteAllText(ledgers.File, File.ReadAllText(ledgers.File).Replace("0.1.0", "0.2.0", StringComparison.Ordinal));
        var before = File.ReadAllBytes(ledgers.File);

        var refusal = await Refused.ByAsync(() => ledgers.WithAsync("0.1.1"));

        Assert.Equal((DeliveryCodes.LedgerDamaged, DeliveryFault.Failed), (refusal.Code, refusal.Fault));
        Assert.Contains("line 1 was changed: its bytes have sha256:", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(ledgers.File));
    }

    [Fact]
    public async Task A_write_that_was_ended_at_any_step_or_in_the_middle_of_its_line_is_told_and_finished()
    {
        for (var step = 0; ; step++)
        {
            using var ledgers = await new Ledgers().WithAsync("0.1.0");
            if (!await EndsAsync(ledgers, step))
            {
                Assert.InRange(step, 8, 20);
                return;
            }

            var reading = await ledgers.ReadAsync();
            Assert.Empty(reading.Damage);
            await ledgers.WithAsync("0.1.2");
            var after = await ledgers.ReadAsync();
            Assert.Empty(after.Damage);
            Assert.Null(after.Unfinished);
            Assert.Equal(reading.Unfinished is null ? ["0.1.0", "0.1.2"] : ["0.1.0", "0.1.1", "0.1.2"], after.Entries.Select(entry => entry.Record.Version));
        }
    }

    [Fact]
    public async Task A_torn_line_is_finished_only_where_it_is_the_beginning_of_the_interrupted_write()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0", "0.1.1");
        var (lines, head) = (ledgers.Lines(), File.ReadAllBytes(ledgers.File + ".head"));
        await ledgers.WithAsync("0.1.2");
        var third = ledgers.Lines()[2] + "\n";
        for (var length = 0; length < third.Length; length += 37)
        {
            File.WriteAllText(ledgers.File, string.Join('\n', lines) + "\n" + third[..length]);
            File.WriteAllBytes(ledgers.File + ".head", head);
            File.WriteAllText(ledgers.File + ".pending", third);
            var reading = await ledgers.ReadAsync();
            Assert.Empty(reading.Damage);
            Assert.Equal(length == 0 ? "The write of record 3 (deploy 0.1.2) was interrupted before its line; the next write finishes it." : "The write of record 3 (deploy 0.1.2) was interrupted in the middle of line 3; the next write finishes it.", reading.Unfinished);

            var repaired = await ledgers.Ledger.RepairAsync(TestContext.Current.CancellationToken);
            Assert.Equal(["0.1.0", "0.1.1", "0.1.2"], repaired.Entries.Select(entry => entry.Record.Version));
            Assert.Equal(third.TrimEnd('\n'), ledgers.Lines()[2]);
        }

        File.WriteAllText(ledgers.File, string.Join('\n', lines) + "\n" + third[..40]);
        File.WriteAllBytes(ledgers.File + ".head", head);
        Assert.Equal([$"{ledgers.File}: line 3 has no end: 40 bytes that no interrupted write left."], (await ledgers.ReadAsync()).Damage);
        File.WriteAllText(ledgers.File + ".pending", third.Replace("0.1.2", "0.1.3", StringComparison.Ordinal));
        Assert.NotEmpty((await ledgers.ReadAsync()).Damage);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        using var ledgers = new Ledgers();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => new LedgerFile(ledgers.File).AppendAsync(Ledgers.Record(LedgerKind.Deploy, FormattableString.Invariant($"0.1.{i}"))))));
        var reading = await ledgers.ReadAsync();
        Assert.Empty(reading.Damage);
        Assert.Equal(24, reading.Entries.Select(entry => entry.Record.Version).Distinct().Count());
    }

    [Fact]
    public async Task What_served_at_a_moment_is_told()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0", "0.1.1"); // at one and two o'clock
        await ledgers.Ledger.AppendAsync(Ledgers.Record(LedgerKind.Failed, "0.1.2"), TestContext.Current.CancellationToken);
        await ledgers.Ledger.AppendAsync(Ledgers.Record(LedgerKind.Rollback, "0.1.0"), TestContext.Current.CancellationToken);
        await ledgers.Ledger.AppendAsync(Ledgers.Record(LedgerKind.Stop, "0.1.0"), TestContext.Current.CancellationToken);
        var reading = await ledgers.ReadAsync();

        string? At(double hour) => reading.ServedAt(Hour(hour))?.Record.Version;
        Assert.Equal([null, "0.1.0", "0.1.0", "0.1.1", "0.1.1", "0.1.0", null], ((double[])[0.9, 1, 1.9, 2, 3.5, 4, 5]).Select(At));
    }

    [Fact]
    public async Task Where_clocks_differed_the_record_that_was_written_later_counts_from_its_time_on()
    {
        using var ledgers = new Ledgers();
        foreach (var (version, hour) in ((string, int)[])[("0.1.0", 10), ("0.1.1", 15), ("0.1.2", 12), ("0.1.3", 8), ("0.1.4", 13)])
            await new LedgerFile(ledgers.File, new StoppedClock(Hour(hour))).AppendAsync(Ledgers.Record(LedgerKind.Deploy, version), TestContext.Current.CancellationToken);
        var reading = await ledgers.ReadAsync();

        Assert.Empty(reading.Damage);
        Assert.Equal([null, "0.1.3", "0.1.3", "0.1.3", "0.1.4", "0.1.4"], ((double[])[7.9, 8, 10, 12.5, 13, 20]).Select(hour => reading.ServedAt(Hour(hour))?.Record.Version));
        Assert.Equal(["0.1.0", "0.1.1", "0.1.2", "0.1.3", "0.1.4"], reading.Served().Select(record => record.Version));
    }

    private static DateTimeOffset Hour(double hour) => new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour);

    [Fact]
    public async Task What_served_before_is_what_no_rollback_went_away_from()
    {
        using var ledgers = await new Ledgers().WithAsync("0.1.0", "0.1.1", "0.1.2");
        Assert.Equal(["0.1.0", "0.1.1", "0.1.2"], (await ledgers.ReadAsync()).Served().Select(record => record.Version));
        await ledgers.Ledger.AppendAsync(Ledgers.Record(LedgerKind.Rollback, "0.1.1"), TestContext.Current.CancellationToken);
        Assert.Equal(["0.1.0", "0.1.1"], (await ledgers.ReadAsync()).Served().Select(record => record.Version));
        await ledgers.WithAsync("0.1.3");
        Assert.Equal(["0.1.0", "0.1.1", "0.1.3"], (await ledgers.ReadAsync()).Served().Select(record => record.Version));
    }

    // Ends an append of 0.1.1 before a step by an exception that nothing catches, as a kill would; false when it ran to its end.
    private static async Task<bool> EndsAsync(Ledgers ledgers, int step)
    {
        var left = step;
        var files = new DurableFiles(_ =>
        {
            if (left-- == 0)
                throw new KilledException();
        });
        try
        {
            await new LedgerFile(ledgers.File, ledgers.Clock, files).AppendAsync(Ledgers.Record(LedgerKind.Deploy, "0.1.1"), TestContext.Current.CancellationToken);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    private sealed class KilledException : Exception;
}
