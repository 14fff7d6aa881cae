using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery.Tests.Plans;

/// <summary>The rules of an environment are held before anything changes, and all findings are told at once.</summary>
public sealed class DeployPolicyTests
{
    private static readonly Pipeline Strict = Plans.Pipeline with { Push = new() { MustBeSigned = true } };

    [Fact]
    public void Everything_that_stands_against_a_deploy_is_told_at_once()
    {
        var input = Plans.Input();
        var findings = DeployPolicy.Findings(DeployPlanner.Plan(input with
        {
            Pipeline = Strict,
            Environment = Plans.Production with { After = "staging" },
            Release = input.Release with { Evidence = Plans.Evidence with { Gates = [new("auc >= 0.80", false), new("latency p99 <= 5 ms", true)] } },
            Places = input.Places.SetItem(2, new() { Place = "prod-3", Health = PlaceHealth.Unreachable, Note = "no route to host." }),
            Signatures = new(false, "has no signature"),
            Earlier = Plans.Empty,
        }));

        Assert.Equal(
            [
                "gates: 0.1.1 failed auc >= 0.80. Deploy a release that passed.",
                "signature: 0.1.1 (sha256:new) has no signature. Have it signed by a key that the trust policy names.",
                "order: 0.1.1 (sha256:new) has not served in 'staging', by its ledger. Deploy it there first: ./build.sh Deploy --environment staging --release 0.1.1 --pipeline credit-scoring.",
                "places: prod-3 cannot be asked: no route to host. Make it reachable, or take it out of the definition.",
            ],
            findings);
    }

    [Fact]
    public void A_version_that_is_another_package_at_a_place_is_not_planned_over_it()
    {
        var plan = DeployPlanner.Plan(Plans.Input().WithSecond(place => place with { Version = "0.1.1", Digest = "sha256:other" }));
        Assert.Equal(
            ["version: prod-2 serves 0.1.1 as sha256:other, and this 0.1.1 is sha256:new. A version belongs to one package: push it where versions go on, to a registry that all runs share (Push(to => to.Registry(...))) or after git tag credit-scoring/v..."],
            DeployPolicy.Findings(plan));
    }

    [Fact]
    public void What_is_as_it_should_be_is_not_refused()
    {
        var served = new LedgerEntry(Ledger.Ledgers.Record(LedgerKind.Deploy, "0.1.1") with { Digest = "sha256:new" }, "sha256:record");
        var plan = DeployPlanner.Plan(Plans.Input() with
        {
            Pipeline = Strict,
            Environment = Plans.Production with { After = "staging" },
            Signatures = new(true, "signed by release-key"),
            Earlier = new([served], [], null),
        });
        Assert.Empty(DeployPolicy.Findings(plan));
        Assert.Equal("sha256:record", plan.Policy.Ran);
    }

    [Theory]
    [InlineData(LedgerKind.Failed)]
    [InlineData(LedgerKind.Approve)]
    public void A_release_that_only_failed_or_was_approved_in_the_earlier_environment_did_not_serve_there(LedgerKind kind)
    {
        var record = new LedgerEntry(Ledger.Ledgers.Record(kind, "0.1.1") with { Digest = "sha256:new" }, "sha256:record");
        var plan = DeployPlanner.Plan(Plans.Input() with { Environment = Plans.Production with { After = "staging" }, Earlier = new([record], [], null) });
        Assert.StartsWith("order: 0.1.1", Assert.Single(DeployPolicy.Findings(plan)), StringComparison.Ordinal);
    }

    [Fact]
    public void Gates_that_nobody_recorded_did_not_pass_except_on_this_machine()
    {
        var input = Plans.Input();
        input = input with { Release = input.Release with { Evidence = null } };
        Assert.StartsWith("gates: nothing is recorded of how 0.1.1 was judged.", Assert.Single(DeployPolicy.Findings(DeployPlanner.Plan(input))), StringComparison.Ordinal);
        Assert.Empty(DeployPolicy.Findings(DeployPlanner.Plan(input with { Environment = new() { Name = "local" } })));
    }

    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("ADA@example.org")]
    [InlineData("ada")]
    [InlineData("ada lovelace <ada@other.example>")]
    public void The_author_does_not_approve(string by)
    {
        var plan = DeployPlanner.Plan(Plans.Input());
        Assert.Equal($"approval: {by} is the author of 0.1.1 (Ada Lovelace <ada@example.org>). Someone else has to approve.", new Approval(PlanFile.DigestOf(plan), by).Refusal(plan, planner: null));
    }

    [Fact]
    public void Somebody_else_approves_and_the_planner_stands_for_an_unknown_author()
    {
        var input = Plans.Input();
        var plan = DeployPlanner.Plan(input);
        Assert.Null(new Approval("sha256:plan", "Grace Hopper").Refusal(plan, planner: "grace"));
        var unknown = DeployPlanner.Plan(input with { Release = input.Release with { Evidence = null } });
        Assert.NotNull(new Approval("sha256:plan", "grace").Refusal(unknown, planner: "Grace"));
        Assert.Null(new Approval("sha256:plan", "grace").Refusal(unknown, planner: "ada"));
    }

    [Fact]
    public void A_login_of_GitHub_is_known_by_its_address() =>
        Assert.True(Person.Same("octo-cat", "Octo Cat <583231+octo-cat@users.noreply.github.com>"));
}
