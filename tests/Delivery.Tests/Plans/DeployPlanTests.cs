using System.Collections.Immutable;
using System.Diagnostics;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests.Plans;

/// <summary>A plan says what would change, and its digest binds to all of it.</summary>
public sealed class DeployPlanTests
{
    [Fact]
    public void Each_place_says_what_would_change_there()
    {
        var input = Plans.Input();
        ImmutableArray<PlaceState> places =
        [
            input.Places[0],
            new() { Place = "prod-2", Health = PlaceHealth.Nothing },
            input.Places[2] with { Health = PlaceHealth.Stopped, Drift = ["model.zip has other bytes"] },
            input.Places[0] with { Place = "prod-4", Version = "0.1.1", Digest = "sha256:new" },
            new() { Place = "prod-5", Health = PlaceHealth.Unreachable, Note = "no route to host" },
        ];
        var check = new RolloutReport(
        [
            new("prod-1", PlaceOutcome.Changed, "0.1.0", "minReplicas from 2 to 3"), new("prod-2", PlaceOutcome.Changed, null),
            new("prod-3", PlaceOutcome.Changed, "0.1.0") { Settings = ["memory limit from 1024M to 2048M", "port from 8080 to 8081"] }, new("prod-4", PlaceOutcome.Changed, "0.1.1", "server"),
        ]);
        var plan = DeployPlanner.Plan(input with { Places = places, Check = check });

        Assert.Equal(
            [["0.1.0 to 0.1.1", "minReplicas from 2 to 3"], ["0.1.1 comes for the first time"], ["0.1.0 to 0.1.1", "is started", "is put back to what a deploy leaves", "memory limit from 1024M to 2048M", "port from 8080 to 8081"], ["server"], ["cannot be asked"]],
            plan.Places.Select(place => place.Changes.ToArray()));
        Assert.True(plan.Changes);
    }

    [Fact]
    public void What_would_change_under_the_same_release_is_named_where_it_is_known()
    {
        var input = Plans.Input();
        var there = input.Places[0] with { Version = "0.1.1", Digest = "sha256:new" };
        string[] Changes(PlaceState place, PlaceResult check) => [.. DeployPlanner.Plan(input with { Places = [place], Check = new([check]) }).Places.Single().Changes];

        Assert.Equal(["server or settings"], Changes(there, new("prod-1", PlaceOutcome.Changed, "0.1.1")));
        Assert.Equal(["is started"], Changes(there with { Health = PlaceHealth.Stopped }, new("prod-1", PlaceOutcome.Changed, "0.1.1")));
        Assert.Equal(["port from 8080 to 8081"], Changes(there, new("prod-1", PlaceOutcome.Changed, "0.1.1") { Settings = ["port from 8080 to 8081"] }));
        Assert.Equal([], Changes(there, new("prod-1", PlaceOutcome.Unchanged, "0.1.1")));
    }

    [Fact]
    public void A_check_that_fails_is_told_of_its_place_and_changes_nothing()
    {
        var input = Plans.Input();
        var plan = DeployPlanner.Plan(input with { Check = new([new("prod-2", PlaceOutcome.WentBack, null, "Require .NET: /usr/bin/dotnet is missing")], "prod-2: failed") });
        Assert.Equal([null, "A deploy would fail: Require .NET: /usr/bin/dotnet is missing", null], plan.Places.Select(place => place.Note));
        Assert.Equal(["0.1.0 to 0.1.1"], plan.Places[1].Changes);
        Assert.Contains("  step 2     prod-2  0.1.0 healthy  0.1.0 to 0.1.1; A deploy would fail: Require .NET: /usr/bin/dotnet is missing\n", PlanText.Of(plan, []), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_everything_serves_already_nothing_changes()
    {
        var input = Plans.Input();
        var plan = DeployPlanner.Plan(input with { Places = [.. input.Places.Select(place => place with { Version = "0.1.1", Digest = "sha256:new" })] });
        Assert.False(plan.Changes);
        Assert.Empty(plan.Schema);
    }

    [Fact]
    public void The_same_world_gives_the_same_digest_and_the_clock_is_not_in_it()
    {
        var input = Plans.Input();
        var later = input with { Places = [.. input.Places.Select(place => place with { Since = DateTimeOffset.UnixEpoch.AddDays(1) })] };
        Assert.Equal(PlanFile.DigestOf(DeployPlanner.Plan(input)), PlanFile.DigestOf(DeployPlanner.Plan(later)));
    }

    [Fact]
    public void Whatever_moves_gives_another_digest_and_is_named()
    {
        var input = Plans.Input();
        var approved = DeployPlanner.Plan(input);
        (PlanInput Moved, string Told)[] moves =
        [
            (input.WithSecond(place => place with { Version = "0.1.2", Digest = "sha256:other" }), "places[prod-2].version: 0.1.0, now 0.1.2"),
            (input.WithSecond(place => place with { Health = PlaceHealth.Unhealthy }), "places[prod-2].health: Healthy, now Unhealthy"),
            (input.WithSecond(place => place with { Drift = ["unit"] }), "places[prod-2].drift[0]: nothing, now unit"),
            (input with { Check = new([new("prod-2", PlaceOutcome.Changed, "0.1.0") { Configuration = "aa" }]) }, "places[prod-2].nextConfiguration: nothing, now aa"),
            (input with { Check = new([new("prod-2", PlaceOutcome.Changed, "0.1.0") { Settings = ["port from 8080 to 8081"] }]) }, "places[prod-2].changes[1]: nothing, now port from 8080 to 8081"),
            (input with { Release = input.Release with { Digest = "sha256:forged" } }, "release.digest: sha256:new, now sha256:forged"),
            (input with { Environment = input.Environment with { Strategy = new AllAtOnce() } }, "strategy: rolling: 1, then 100%, now all at once"),
            (input with { Environment = input.Environment with { Approvers = [] } }, "policy.approvers[0]: release-managers, now nothing"),
            (input with { Signatures = new(true, "signed by release-key") }, "policy.signatures.trusted: nothing, now True"),
            (input with { HalfDone = "a deploy was interrupted" }, "halfDone: nothing, now a deploy was interrupted"),
        ];
        foreach (var (moved, told) in moves)
        {
            var now = DeployPlanner.Plan(moved);
            Assert.NotEqual(PlanFile.DigestOf(approved), PlanFile.DigestOf(now));
            Assert.Contains(told, PlanDifference.Of(approved, now));
        }
    }

    [Fact]
    public async Task The_digest_is_that_of_the_file_and_the_file_is_read_back()
    {
        using var folder = new TemporaryFolder();
        var plan = DeployPlanner.Plan(Plans.Input());
        File.WriteAllBytes(folder.File("plan.json"), PlanFile.ToBytes(plan));

        using var process = Process.Start(new ProcessStartInfo("sha256sum", [folder.File("plan.json")]) { RedirectStandardOutput = true })!;
        Assert.StartsWith(PlanFile.DigestOf(plan)["sha256:".Length..], await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(PlanFile.DigestOf(plan), PlanFile.DigestOf(PlanFile.Read(folder.File("plan.json"))!));
        File.WriteAllText(folder.File("plan.json"), "{}");
        Assert.Null(PlanFile.Read(folder.File("plan.json")));
    }

    [Theory]
    [InlineData("1,100%", "a|bcdefg")]
    [InlineData("1,50%,100%", "a|bcd|efg")]
    [InlineData("2", "ab|cd|ef|g")]
    [InlineData("10%", "a|b|c|d|e|f|g")]
    [InlineData("100%", "abcdefg")]
    public void Places_change_in_the_steps_of_the_strategy(string steps, string expected) => Assert.Equal(
        expected,
        string.Join('|', RolloutSteps.Of(new Rolling([.. steps.Split(',')]), [.. "abcdefg".Select(letter => letter.ToString())]).Select(step => string.Concat(step))));

    [Fact]
    public void Columns_that_come_go_or_change_are_told_and_whether_requests_still_fit()
    {
        SchemaChange Of((string, string, bool)[] serving, (string, string, bool)[] next) => SchemaChange.Between("0.1.0", Plans.Schema(serving), Plans.Schema(next));

        Assert.True(Of([("Age", "Number", false)], [("Age", "Number", false)]).Compatible);
        var optional = Of([("Age", "Number", false)], [("Age", "Number", true), ("Job", "Category", true)]);
        Assert.Equal((true, "Job", "Age: Number to Number, may be missing"), (optional.Compatible, optional.Added.Single(), optional.Retyped.Single()));
        Assert.False(Of([("Age", "Number", false)], [("Age", "Number", false), ("Job", "Category", false)]).Compatible);
        Assert.False(Of([("Age", "Number", true)], [("Age", "Number", false)]).Compatible);
        var removed = Of([("Age", "Number", false), ("Job", "Category", true)], [("Age", "Category", false)]);
        Assert.Equal((false, "Job", "Age: Number to Category"), (removed.Compatible, removed.Removed.Single(), removed.Retyped.Single()));
        Assert.Null(SchemaChange.Between("0.1.0", null, Plans.Schema()).Compatible);
    }
}
