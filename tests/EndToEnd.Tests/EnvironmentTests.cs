using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A release goes through environments by <c>build.sh</c>, as a release manager takes it: each environment is a model server of its own on loopback, by a driver that the build class gives.</summary>
public sealed partial class EnvironmentTests(BuiltCheckout built)
{
    private const string Definition = "pipelines/credit-scoring/CreditScoring.cs";

    [Fact]
    public async Task A_release_is_planned_approved_deployed_promoted_and_gone_back_from_and_the_ledger_knows()
    {
        using var checkout = built.Copy();
        var (staging, production) = (FreePort.Find(), FreePort.Find());
        Define(checkout, staging, production);
        try
        {
            var early = (await checkout.BuildAsync("Deploy", "--environment", "production")).Ended(1);
            Assert.Contains("has not served in 'staging', by its ledger.", early.Text, StringComparison.Ordinal);
            (await checkout.BuildAsync("Deploy", "--environment", "staging")).Ended(0);
            Assert.Equal("0.1.0", await ServedAsync(staging));

            var plan = (await checkout.BuildAsync("PlanDeploy", "--environment", "production")).Ended(0);
            Assert.Equal(DigestOf(plan), "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(checkout.PathOf("artifacts", "credit-scoring", "plan-production", "plan.json")))));
            var unapproved = (await checkout.BuildAsync("Deploy", "--environment", "production")).Ended(2);
            Assert.Contains($"--plan-digest {DigestOf(plan)} --approved-by NAME", unapproved.Text, StringComparison.Ordinal);
            (await checkout.BuildAsync("Deploy", "--environment", "production", "--plan-digest", DigestOf(plan), "--approved-by", "grace")).Ended(0);
            Assert.Equal("0.1.0", await ServedAsync(production));
            using (var unchanged = JsonDocument.Parse((await checkout.BuildAsync("PlanDeploy", "--environment", "production", "--format", "json")).Ended(0).Output))
                Assert.Equal(0, unchanged.RootElement.GetProperty("plan").GetProperty("places")[0].GetProperty("changes").GetArrayLength());

            checkout.Edit(Definition, "learningRate: 0.05", "learningRate: 0.06");
            (await checkout.BuildAsync("Push")).Ended(0);
            (await checkout.BuildAsync("Deploy", "--environment", "staging")).Ended(0);
            var promotion = (await checkout.BuildAsync("PlanDeploy", "--environment", "production", "--from", "staging")).Ended(0);
            Assert.Contains("step 1     this-machine  0.1.0 healthy  0.1.0 to 0.1.1", promotion.Text, StringComparison.Ordinal);
            (await checkout.BuildAsync("Stop", "--environment", "production")).Ended(0);
            var moved = (await checkout.BuildAsync("Promote", "--environment", "production", "--from", "staging", "--plan-digest", DigestOf(promotion), "--approved-by", "grace")).Ended(1);
            Assert.Contains("places[this-machine].health: Healthy, now Stopped", moved.Text, StringComparison.Ordinal);
            promotion = (await checkout.BuildAsync("PlanDeploy", "--environment", "production", "--from", "staging")).Ended(0);
            (await checkout.BuildAsync("Promote", "--environment", "production", "--from", "staging", "--plan-digest", DigestOf(promotion), "--approved-by", "grace")).Ended(0);
            Assert.Equal("0.1.1", await ServedAsync(production));

            Directory.Delete(checkout.PathOf(".mlops", "registry"), recursive: true);
            (await checkout.BuildAsync("Rollback", "--environment", "production")).Ended(0);
            Assert.Equal("0.1.0", await ServedAsync(production));
            var status = (await checkout.BuildAsync("Status")).Ended(0);
            Assert.Matches(@"\n  staging +0\.1\.1 .* healthy +none\n  production +0\.1\.0 .* healthy +none\n", status.Text);
            await LedgerAsync(checkout);
        }
        finally
        {
            await checkout.BuildAsync("Stop", "--environment", "staging");
            await checkout.BuildAsync("Stop", "--environment", "production");
        }
    }

    private static async Task LedgerAsync(Checkout checkout)
    {
        var ledger = (await checkout.BuildAsync("Ledger", "--environment", "production")).Ended(0);
        Assert.Equal(["approve", "deploy", "stop", "approve", "promote", "rollback"], Kind().Matches(ledger.Text).Select(match => match.Groups[1].Value));
        var then = (await checkout.BuildAsync("Ledger", "--environment", "production", "--at", "2999-01-01T12:00Z")).Ended(0);
        Assert.Matches(@"credit-scoring 0\.1\.0 served in production at 2999-01-01T12:00Z\n  digest +sha256:[0-9a-f]{64}\n  data +sha256:[0-9a-f]{64}\n  code .*\n  gates +6/6 passed\n", then.Text);

        var file = checkout.PathOf(".mlops", "ledger", "credit-scoring", "production.jsonl");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"grace\"", "\"gracy\"", StringComparison.Ordinal));
        Assert.Contains("production.jsonl: line 1 was changed:", (await checkout.BuildAsync("Ledger", "--environment", "production")).Ended(1).Text, StringComparison.Ordinal);
    }

    private static void Define(Checkout checkout, int staging, int production)
    {
        checkout.Edit(Definition, ".Deploy(to => to.Local(port: 8080))", ".Deploy(to => to.Local(port: 8080).Environment(\"staging\").Environment(\"production\", production => production.After(\"staging\").Approvers(\"release-managers\")))");
        checkout.Edit("build/Build.cs", "using MLOpsBuild.Components;", "using MLOpsBuild.Components;\nusing MLOpsBuild.Delivery;");
        checkout.Edit("build/Build.cs", "    private Target Empty", FormattableString.Invariant($"""
                IEnvironmentDriver? IHazEnvironments.DriverOf(DeployEnvironment environment) => environment.Name == "local" ? null
                    : new LoopbackEnvironment(new LocalDeployment(RootDirectory / ".mlops" / "machines" / environment.Name, "credit-scoring"), environment.Name == "staging" ? {staging} : {production});

                private Target Empty
            """));
    }

    private static async Task<string?> ServedAsync(int port)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var model = JsonDocument.Parse(await http.GetStringAsync(new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}/v2/models/credit-scoring"))));
        return model.RootElement.GetProperty("versions")[0].GetString();
    }

    private static string DigestOf(ScriptRun plan) => PlanDigest().Match(plan.Output).Groups[1].Value;

    [GeneratedRegex("^  plan +(sha256:[0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex PlanDigest();

    [GeneratedRegex("^ +[0-9]+  [-0-9]+ [:0-9]+Z  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Kind();
}
