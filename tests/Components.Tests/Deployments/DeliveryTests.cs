using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MLOpsBuild.Delivery;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components.Tests;

/// <summary>What a release manager does and is told: plan, approve, deploy, promote, go back, look.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_plan_says_what_would_change_leaves_its_file_and_changes_nothing()
    {
        using var delivery = await new Delivery().PushAsync("first");
        var plan = await delivery.RunAsync(0, "PlanDeploy", "--environment", "staging");

        Assert.Contains("Plan of fraud 0.1.0 to staging\n", plan.Output, StringComparison.Ordinal);
        Assert.Contains("  gates      1/1 passed\n  approval   nobody has to\n  strategy   rolling: 1, then 100%\n  step 1     stage-1  nothing  0.1.0 comes for the first time\n1 of 1 places would change.\n", plan.Output, StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(delivery.PathOf("artifacts", "fraud", "plan-staging", "plan.json"));
        Assert.Equal(Delivery.DigestOf(plan), "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.StartsWith("### Plan of fraud 0.1.0 to staging\n\n1 of 1 places would change.\n", File.ReadAllText(delivery.PathOf("artifacts", "fraud", "plan-staging", "plan.md")), StringComparison.Ordinal);
        Assert.Equal(0, delivery.Staging.Deploys);
        Assert.False(Directory.Exists(delivery.PathOf(".mlops", "ledger")));
        Assert.Equal(Delivery.DigestOf(plan), Delivery.DigestOf(await delivery.RunAsync(0, "PlanDeploy", "--environment", "staging")));
    }

    [Fact]
    public async Task Standard_output_is_JSON_and_nothing_else_where_that_is_asked_for()
    {
        using var delivery = await new Delivery().PushAsync("first");
        var plan = await JsonAsync("PlanDeploy", "--environment", "staging");
        Assert.Equal(("fraud", "staging"), (plan["plan"]!["pipeline"]!.ToString(), plan["plan"]!["environment"]!.ToString()));
        Assert.Matches("^sha256:[0-9a-f]{64}$", plan["digest"]!.ToString());
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");

        var record = Assert.Single((await JsonAsync("Ledger", "--environment", "staging")).AsArray())!;
        Assert.Equal(("Deploy", "0.1.0"), (record["kind"]!.ToString(), record["version"]!.ToString()));
        Assert.Empty((await JsonAsync("Ledger", "--environment", "staging", "--at", "2020-01-01")).AsArray());
        var status = (await JsonAsync("Status")).AsArray().Single(environment => environment!["environment"]!.ToString() == "staging")!;
        Assert.Equal(("stage-1", "0.1.0", "Healthy"), (status["places"]![0]!["place"]!.ToString(), status["places"]![0]!["version"]!.ToString(), status["places"]![0]!["health"]!.ToString()));

        async Task<JsonNode> JsonAsync(params string[] arguments)
        {
            var run = await delivery.RunAsync(0, [.. arguments, "--format", "json"]);
            Assert.Contains($"== {arguments[0]}\n", run.Error, StringComparison.Ordinal);
            return JsonNode.Parse(run.Output)!;
        }
    }

    [Fact]
    public async Task Deploy_then_nothing_changes_and_the_package_and_the_ledger_know_of_it()
    {
        using var delivery = await new Delivery().PushAsync("first");
        var deploy = await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        Assert.Contains("stage-1  Serves it\n  stage-1  changed      0.1.0\nfraud 0.1.0 serves in staging.\n", deploy.Output, StringComparison.Ordinal);

        var again = await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        Assert.Contains("No changes.\nfraud 0.1.0 serves already: nothing was changed.\n", again.Output, StringComparison.Ordinal);
        Assert.Equal("none", (await delivery.RunAsync(0, "PlanDeploy", "--environment", "staging")).Target("PlanDeploy").SummaryInformation["changes"]);
        Assert.Equal(1, delivery.Staging.Deploys);
        Assert.Equal("1", (await delivery.RunAsync(0, "Ledger", "--environment", "staging")).Target("Ledger").SummaryInformation["records"]);

        var registry = OciLayout.Open(delivery.PathOf(".mlops", "registry"));
        var package = await registry.FindAsync("fraud", "0.1.0", TestContext.Current.CancellationToken);
        var record = Assert.Single(await registry.ReferrersAsync(package!.Digest, "application/vnd.mlopsbuild.deployment.v1+json", TestContext.Current.CancellationToken));
        Assert.Equal("staging", record.Annotations["dev.mlopsbuild.environment"]);
        Assert.Null(await registry.FindAsync("fraud", "champion", TestContext.Current.CancellationToken)); // staging is not the last environment
    }

    [Fact]
    public async Task Everything_that_stands_against_a_deploy_is_told_at_once_and_nothing_changes()
    {
        using var delivery = await new Delivery().PushAsync("first", failed: ["latency p99 <= 5 ms"]);
        delivery.Production.Gone = "prod-2";
        var run = await delivery.RunAsync(1, "Deploy", "--environment", "production");

        Assert.Contains("DEL623: the rules of 'production' refuse the deploy, and nothing was changed:\n  gates: 0.1.0 failed latency p99 <= 5 ms. Deploy a release that passed.\n  order: 0.1.0 (sha256:", run.Error, StringComparison.Ordinal);
        Assert.Contains(") has not served in 'staging', by its ledger. Deploy it there first: ./build.sh Deploy --environment staging --release 0.1.0 --pipeline fraud.\n  places: prod-2 cannot be asked: no route to host. ", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, delivery.Production.Deploys);
    }

    [Fact]
    public async Task Without_an_approval_the_two_commands_to_run_are_told()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        var run = await delivery.RunAsync(2, "Deploy", "--environment", "production");

        var digest = Delivery.DigestOf(run);
        Assert.Contains($"Plan it, have it approved, then deploy:\n  ./build.sh PlanDeploy --pipeline fraud --environment production --release 0.1.0\n  ./build.sh Deploy --pipeline fraud --environment production --release 0.1.0 --plan-digest {digest} --approved-by NAME", run.Error, StringComparison.Ordinal);
        await delivery.RunAsync(2, "Deploy", "--environment", "production", "--approved-by", "grace"); // binds to no plan
        Assert.Equal(0, delivery.Production.Deploys);
        await delivery.RunAsync(0, "Deploy", "--environment", "production", "--plan-digest", digest, "--approved-by", "grace");
        Assert.Equal("0.1.0", delivery.Production.Serves("prod-2"));
    }

    [Fact]
    public async Task A_person_approves_by_typing_the_digest_and_not_by_anything_else()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        var refused = await delivery.TypeAsync("yes", 1, "Deploy", "--environment", "production", "--approved-by", "grace");
        Assert.Contains("To approve this plan as grace, type the first 8 digits of its digest, sha256:", refused.Output, StringComparison.Ordinal);
        Assert.Contains("The plan was not approved. Nothing was changed.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, delivery.Production.Deploys);

        await delivery.TypeAsync(Delivery.DigestOf(refused)["sha256:".Length..][..8], 0, "Deploy", "--environment", "production", "--approved-by", "grace");
        Assert.Equal("0.1.0", delivery.Production.Serves("prod-1"));
    }

    [Fact]
    public async Task Who_planned_a_release_of_an_unknown_author_does_not_approve_it()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        var plan = await delivery.RunAsync(0, "PlanDeploy", "--environment", "production");
        var run = await delivery.RunAsync(1, "Deploy", "--environment", "production", "--plan-digest", Delivery.DigestOf(plan), "--approved-by", Environment.UserName);
        Assert.Contains($"approval: {Environment.UserName} is the author of 0.1.0 ({Environment.UserName}). Someone else has to approve.", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, delivery.Production.Deploys);
    }

    [Fact]
    public async Task A_plan_that_moved_is_refused_and_what_moved_is_told()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        var plan = await delivery.RunAsync(0, "PlanDeploy", "--environment", "production");
        delivery.Production.Meddle("prod-2", "0.0.1");
        var run = await delivery.RunAsync(1, "Deploy", "--environment", "production", "--plan-digest", Delivery.DigestOf(plan), "--approved-by", "grace");

        Assert.Contains($"DEL622: the approved plan is {Delivery.DigestOf(plan)}, and now it would be sha256:", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  places[prod-2].health: Nothing, now Healthy\n  places[prod-2].version: nothing, now 0.0.1\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, delivery.Production.Deploys);
    }

    [Fact]
    public async Task What_serves_in_staging_is_promoted_becomes_the_champion_and_is_gone_back_from()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        await delivery.DeployApprovedAsync("production");
        await delivery.PushAsync("second", columns: Delivery.Column("Number") + "," + Delivery.Column("Income"));
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");

        var plan = await delivery.RunAsync(0, "PlanDeploy", "--environment", "production", "--from", "staging");
        Assert.Contains("  schema     requests for 0.1.0 are NOT answered: new Income\n", plan.Output, StringComparison.Ordinal);
        await delivery.RunAsync(0, "Promote", "--from", "staging", "--environment", "production", "--plan-digest", Delivery.DigestOf(plan), "--approved-by", "grace");
        Assert.Equal("0.1.1", delivery.Production.Serves("prod-1"));
        Assert.Equal("0.1.1", await ChampionAsync(delivery));

        var back = await delivery.RunAsync(0, "Rollback", "--environment", "production");
        Assert.Contains("fraud 0.1.0 serves again in production.\n", back.Output, StringComparison.Ordinal);
        Assert.Equal("0.1.0", await ChampionAsync(delivery));
        var ledger = await delivery.RunAsync(0, "Ledger", "--environment", "production");
        Assert.Equal(["approve 0.1.0", "deploy 0.1.0", "approve 0.1.1", "promote 0.1.1", "rollback 0.1.0"], Records(ledger.Output));
        var then = await delivery.RunAsync(0, "Ledger", "--environment", "production", "--at", "2100-01-01");
        Assert.Contains("fraud 0.1.0 served in production at 2100-01-01\n", then.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing of fraud served in production at 2020-01-01T12:00Z.\n", (await delivery.RunAsync(0, "Ledger", "--environment", "production", "--at", "2020-01-01T12:00Z")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollout_that_went_back_fails_with_what_each_place_said()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        delivery.Production.Fails = "prod-1";
        var plan = await delivery.RunAsync(0, "PlanDeploy", "--environment", "production");
        var run = await delivery.RunAsync(1, "Deploy", "--environment", "production", "--plan-digest", Delivery.DigestOf(plan), "--approved-by", "grace");

        Assert.Contains("Deploy of fraud 0.1.0 to production failed. prod-1 did not serve it.\n  prod-1  went back    none  was not ready within 60 s\n  prod-2  not reached  none\nEvery place serves what it served before.", run.Error, StringComparison.Ordinal);
        Assert.Contains("| prod-1 | went back | none | was not ready within 60 s |\n", File.ReadAllText(delivery.PathOf("artifacts", "fraud", "rollout-production", "rollout.md")), StringComparison.Ordinal);
        Assert.Equal(["approve 0.1.0", "failed 0.1.0"], Records((await delivery.RunAsync(0, "Ledger", "--environment", "production")).Output));
        Assert.Null(await ChampionAsync(delivery));
    }

    [Fact]
    public async Task Status_shows_every_environment_and_one_in_detail()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        delivery.Production.Gone = "prod-1";
        var status = await delivery.RunAsync(0, "Status");

        Assert.Matches("\n  environment  version +digest               since              by +health                drift\n", status.Output);
        Assert.Matches($"\n  staging      0\\.1\\.0 +sha256:[0-9a-f]{{12}}  1970-01-01 00:00Z  {Environment.UserName} +healthy +none\n", status.Output);
        Assert.Matches("\n  nowhere      - +-                    -                  - +not reached +-\n", status.Output);
        Assert.Matches("\n  production   not known on 1, nothing on 1  - +- +- +unreachable, nothing +none\n", status.Output);
        Assert.Contains("nowhere: --environment: 'nowhere' has neither hosts nor a cluster.", status.Output, StringComparison.Ordinal);
        Assert.Contains("production: prod-1: no route to host\n", status.Output, StringComparison.Ordinal);
        Assert.Equal("0.1.0 healthy", status.Target("Status").SummaryInformation["staging"]);
        Assert.Matches("\n  place    version  digest +health   keeps\n  stage-1  0\\.1\\.0    sha256:[0-9a-f]{64}  healthy  0\\.1\\.0\n", (await delivery.RunAsync(0, "Status", "--environment", "staging")).Output);
    }

    [Fact]
    public async Task An_environment_that_cannot_be_asked_leaves_the_status_of_the_others()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        delivery.Production.Refusal = await Assert.ThrowsAsync<DeliveryException>(() => new EngineImageBuilder(new() { Host = "fd://" }, ".").PingAsync(TestContext.Current.CancellationToken));
        var status = await delivery.RunAsync(0, "Status");

        Assert.Matches("\n  staging      0\\.1\\.0 .* healthy +none\n", status.Output);
        Assert.Matches("\n  production   - .* not reached +-\n", status.Output);
        Assert.Contains($"\nproduction: {delivery.Production.Refusal.Message}\n", status.Output, StringComparison.Ordinal);
        Assert.Contains(delivery.Production.Refusal.Message, (await delivery.RunAsync(3, "Status", "--environment", "production")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moment_that_is_still_to_come_is_told_with_what_is_recorded_until_now()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        var then = await delivery.RunAsync(0, "Ledger", "--environment", "staging", "--at", "2999-01-01T12:00Z");
        Assert.Contains("2999-01-01T12:00Z is still to come; this is what is recorded until now.\nfraud 0.1.0 served in staging at 2999-01-01T12:00Z\n", then.Output, StringComparison.Ordinal);
        var past = await delivery.RunAsync(0, "Ledger", "--environment", "staging", "--at", "2020-01-01");
        Assert.DoesNotContain("still to come", past.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_ledger_is_found_and_named_and_counts_for_nothing()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        var file = delivery.PathOf(".mlops", "ledger", "fraud", "staging.jsonl");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"0.1.0\"", "\"0.1.7\"", StringComparison.Ordinal));

        Assert.Contains($"{file}: line 1 was changed: its bytes have sha256:", (await delivery.RunAsync(1, "Ledger", "--environment", "staging")).Error, StringComparison.Ordinal);
        Assert.Contains("The ledger of 'staging' was changed, so nothing that it says counts:", (await delivery.RunAsync(1, "PlanDeploy", "--environment", "production")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_checkout_recorded_with_the_package_counts_as_served()
    {
        using var delivery = await new Delivery().PushAsync("first");
        await delivery.RunAsync(0, "Deploy", "--environment", "staging");
        Directory.Delete(delivery.PathOf(".mlops", "ledger"), recursive: true);
        Assert.Contains("  before     served in staging (sha256:", (await delivery.RunAsync(0, "PlanDeploy", "--environment", "production")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--environment: fraud defines no environment 'stagin'. Did you mean 'staging'? Known: local, staging, nowhere, production.", "PlanDeploy", "--environment", "stagin")]
    [InlineData("--environment: 'nowhere' has neither hosts nor a cluster. Give it some in the definition of fraud, as in Environment(\"nowhere\", to => to.Hosts(\"host-1\", \"host-2\")) or to.Cluster().", "Deploy", "--environment", "nowhere")]
    [InlineData("Promote: name the environment, as in ./build.sh Promote --environment production. Known: local, staging, nowhere, production.", "Promote")]
    [InlineData("Promote: name the environment to promote from, as in --from staging. Known: local, staging, nowhere, production.", "Promote", "--environment", "production")]
    [InlineData("--from: 'staging' is the environment to promote to. Name two.", "Promote", "--environment", "staging", "--from", "staging")]
    [InlineData("--plan-digest: '5f0c' is no digest of a plan. Give the whole of it, sha256: and 64 hexadecimal digits, as ./build.sh PlanDeploy tells it.", "Deploy", "--environment", "staging", "--plan-digest", "5f0c")]
    [InlineData("--plan-digest: '5f0c' is no digest of a plan.", "Promote", "--environment", "production", "--from", "staging", "--plan-digest", "5f0c")]
    [InlineData("--at: 'noon' is no moment. Give one such as 2026-03-01T12:00Z; without a zone it is UTC.", "Ledger", "--environment", "staging", "--at", "noon")]
    public async Task A_mistake_is_told_before_anything_runs(string expected, params string[] arguments)
    {
        using var delivery = await new Delivery().PushAsync("first");
        var run = await delivery.RunAsync(2, arguments);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Ran);
    }

    private static IEnumerable<string> Records(string output) => output.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 4 && int.TryParse(words[0], out _))
        .Select(words => $"{words[3]} {words[4]}");

    private static async Task<string?> ChampionAsync(Delivery delivery)
    {
        var registry = OciLayout.Open(delivery.PathOf(".mlops", "registry"));
        var champion = await registry.FindAsync("fraud", "champion", TestContext.Current.CancellationToken);
        return champion is null ? null : (await registry.ListAsync("fraud", TestContext.Current.CancellationToken)).Single(tag => tag.IsVersion && tag.Descriptor.Digest == champion.Digest).Tag;
    }
}
