using System.Net;
using System.Net.Sockets;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>What stops a release on its way: a gate that fails, a port that somebody else has.</summary>
public sealed class RefusalTests(BuiltCheckout built)
{
    [Fact]
    public async Task A_gate_that_fails_ends_with_1_lists_every_gate_and_packages_nothing()
    {
        using var checkout = built.Copy();
        checkout.Edit("pipelines/credit-scoring/CreditScoring.cs", "AtLeast(Auc, 0.80)", "AtLeast(Auc, 0.99)");
        var pushed = checkout.Digest("credit-scoring");
        var run = (await checkout.BuildAsync()).Ended(1);
        Assert.Matches(@"(?m)^FAILED  auc >= 0\.99: 0\.\d+ \[0\.\d+, 0\.\d+\] \(CreditScoring\.cs:\d+\)", run.Text);
        Assert.Matches(@"(?m)^passed  calibration_error <= ", run.Text);
        Assert.Matches(@"(?m)^passed  log_loss better than the baseline ", run.Text);
        Assert.Matches(@"(?m)^passed  demographic_parity_ratio by Age ", run.Text);
        Assert.DoesNotContain("== Package", run.Text, StringComparison.Ordinal);
        Assert.Equal(pushed, checkout.Digest("credit-scoring"));
        Assert.True(File.Exists(checkout.PathOf("artifacts", "credit-scoring", "validate", "report.html")), "the report of the refused model is there to be read");

        var again = (await checkout.BuildAsync("Validate")).Ended(1);
        Assert.Contains("Train: up to date", SummaryTable.Of(again).Statuses);
    }

    [Fact]
    public async Task A_port_in_use_ends_with_3_says_so_and_the_next_run_deploys()
    {
        using var checkout = built.Copy();
        using (var other = new TcpListener(IPAddress.Loopback, checkout.Server.Port))
        {
            other.Start();
            var run = (await checkout.BuildAsync("Deploy")).Ended(3);
            Assert.Contains($"port {checkout.Server.Port} on 127.0.0.1 is in use", run.Error, StringComparison.Ordinal);
            Assert.Contains("choose another port", run.Error, StringComparison.Ordinal);
        }

        (await checkout.BuildAsync("Deploy")).Ended(0);
    }
}
