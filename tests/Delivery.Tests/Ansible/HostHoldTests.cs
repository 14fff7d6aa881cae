using System.Globalization;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Only what proves that a holder is gone frees its hosts.</summary>
[Collection(Fleet.Turns)]
public sealed class HostHoldTests
{
    [Fact]
    public void A_process_that_runs_holds() => Assert.False(HostHold.IsGone(HostHold.Mark("ada", TimeProvider.System)));

    [Fact]
    public void A_process_of_this_machine_that_is_gone_holds_no_more()
    {
        var mark = HostHold.Mark("ada lovelace", TimeProvider.System);
        Assert.True(HostHold.IsGone(mark.Replace($"({ProcessIdentity.Of(Environment.ProcessId)})", "(1@another-boot)", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("somebody")]
    public void Words_that_name_no_process_prove_nothing(string mark) => Assert.False(HostHold.IsGone(mark));

    [Fact]
    public void Another_machine_s_process_cannot_be_looked_for()
    {
        var mark = HostHold.Mark("ada", TimeProvider.System).Replace(" on " + Environment.MachineName, " on another", StringComparison.Ordinal);
        Assert.False(HostHold.IsGone(mark.Replace(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}"), "process 999999999", StringComparison.Ordinal)));
    }
}
