using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Jenkinsfiles are run: by Groovy, with shells, stashes and people that are there.</summary>
public sealed class JenkinsExecutionTests
{
    private const string Approve = "Approve Deploy to production";
    private static readonly string[] Secrets = ["registry s3cret", "staging s3cret", "production s3cret"];

    [Fact]
    public async Task Each_target_runs_in_a_workspace_of_its_own_with_what_it_consumes_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var build = new JenkinsBuild();
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Text(Definition.Plain().Input()), await JenkinsRecording.CommitAsync(folder), build);

        Assert.Equal("SUCCESS", build.Result);
        Assert.Equal(["Prepare", "Train", "Test", "Validate", "Package", "Push", "Deploy"], build.Done);
        Assert.Equal(
            ["Prepare", "Train", "Test", "Validate", "Package", "Push", "Deploy"],
            JenkinsRecording.Of(folder, 0).Calls.Select(call => call.Split(' ')[0]));
        Assert.Equal([], JenkinsRecording.Of(folder, 0).Found("Prepare --pipeline credit --skip"));
        Assert.Equal(["artifacts/credit/prepare/junit.xml", "artifacts/credit/prepare/stage.json"], JenkinsRecording.Of(folder, 0).Found("Train --pipeline credit --skip"));
        Assert.Contains(".mlops/registry/index.json", JenkinsRecording.Of(folder, 0).Found("Deploy --pipeline credit --skip"));
        Assert.Equal(2, (int)Assert.Single(build.Steps("junit"))["cases"]!);
    }

    [Fact]
    public async Task In_a_workspace_that_the_agent_keeps_a_stage_finds_no_more_than_in_a_new_one()
    {
        using var folder = new TemporaryFolder();
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Text(Definition.Plain().Input()), await JenkinsRecording.CommitAsync(folder), new JenkinsBuild(), new JenkinsBuild { KeepsWorkspace = true });

        Assert.Equal(JenkinsRecording.Of(folder, 0).Calls, JenkinsRecording.Of(folder, 1).Calls);
        Assert.All(JenkinsRecording.Of(folder, 0).Calls, call => Assert.Equal(
            JenkinsRecording.Of(folder, 0).Found(call).Where(path => !path.StartsWith(".mlops/", StringComparison.Ordinal)),
            JenkinsRecording.Of(folder, 1).Found(call).Where(path => !path.StartsWith(".mlops/", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_failure_in_a_stage_stops_the_build_there_and_shows_what_was_left()
    {
        string[] targets = ["Prepare", "Train", "Test", "Validate", "Package", "Push", "Deploy"];
        using var folder = new TemporaryFolder();
        var builds = targets.Select(target => new JenkinsBuild { Environment = new() { ["BRANCH_NAME"] = "main", ["FAILS"] = target } }).ToArray();
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Text(Definition.Plain().Input()), await JenkinsRecording.CommitAsync(folder), builds);

        for (var i = 0; i < targets.Length; i++)
        {
            Assert.Equal("FAILURE", builds[i].Result);
            Assert.Equal(targets[..(i + 1)], JenkinsRecording.Of(folder, i).Calls.Select(call => call.Split(' ')[0]));
            Assert.Equal(targets[i], Assert.Single(builds[i].Stages("failed")));
            Assert.Equal(targets[..Math.Min(i + 1, 6)], builds[i].Stages("archiveArtifacts"));
        }
    }

    [Fact]
    public async Task Each_part_of_a_target_gets_its_number_and_all_parts_reach_what_waits_for_them()
    {
        using var folder = new TemporaryFolder();
        JenkinsBuild[] builds = [InParts(""), InParts("Explain 2")];
        await JenkinsBuild.RunAsync(folder, JenkinsfileMeasure.Of("parts").Text, await JenkinsRecording.CommitAsync(folder), builds);

        Assert.Equal("SUCCESS", builds[0].Result);
        var recorded = JenkinsRecording.Of(folder, 0);
        string[] parts = [.. Enumerable.Range(1, 3).Select(part => FormattableString.Invariant($"Explain --pipeline fraud --skip --partition {part}/3"))];
        Assert.Equal(parts, recorded.Calls.Where(call => call.StartsWith("Explain", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(parts, part => Assert.Equal("explain s3cret", recorded.Variables(part)["MLOPSBUILD_EXPLAIN_TOKEN"]));
        Assert.Equal(["fraud-explain-1", "fraud-explain-2", "fraud-explain-3"], builds[0].Steps("stash").Select(told => (string)told["name"]!).Where(name => name.Contains("explain", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["artifacts/fraud/explain/part-1.txt", "artifacts/fraud/explain/part-2.txt", "artifacts/fraud/explain/part-3.txt"],
            recorded.Found("Package --pipeline fraud --skip").Where(path => path.Contains("part-", StringComparison.Ordinal)));

        Assert.Equal("FAILURE", builds[1].Result);
        Assert.Equal(["Prepare", "Train", "Explain", "Explain"], builds[1].Done);
        Assert.Equal(parts, JenkinsRecording.Of(folder, 1).Calls[^3..].Order(StringComparer.Ordinal));

        static JenkinsBuild InParts(string fails) => new() { Environment = new() { ["BRANCH_NAME"] = "main", ["FAILS"] = fails }, Credentials = new() { ["mlopsbuild-explain-token"] = "explain s3cret" } };
    }

    [Fact]
    public async Task What_a_person_answers_decides_whether_production_is_deployed_to()
    {
        using var folder = new TemporaryFolder();
        JenkinsBuild[] builds = [Full(new("ada", true)), Full(new("ada", false)), Full(new("mallory", true)), Full(null)];
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Text(Definition.Full().Input(Graphs.Full("fraud"))), await JenkinsRecording.CommitAsync(folder), builds);

        Assert.Equal(["SUCCESS", "ABORTED", "ABORTED", "ABORTED"], builds.Select(build => build.Result));
        Assert.Equal(["Rejected by ada", "mallory is not one of release-managers,ada", "Timeout has been exceeded"], builds[1..].Select(build => (string)build.Steps("failed").Single()["error"]!));
        Assert.Equal([true, false, false, false], builds.Select((_, i) => JenkinsRecording.Of(folder, i).Calls.Contains("Deploy --pipeline fraud --environment production --skip")));
        Assert.All(builds, build => Assert.Contains("Deploy to staging", build.Done));
        Assert.Equal(["Deploy-fraud-staging", "Deploy-fraud-production"], builds[0].Steps("lock").Select(told => (string)told["resource"]!));
        Assert.Equal([7, 8], builds[0].Steps("milestone").Select(told => (int)told["ordinal"]!));
    }

    [Fact]
    public async Task A_secret_is_given_to_the_step_that_reads_it_alone_and_never_shown()
    {
        using var folder = new TemporaryFolder();
        var build = Full(new("ada", true));
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Text(Definition.Full().Input(Graphs.Full("fraud"))), await JenkinsRecording.CommitAsync(folder), build);

        Assert.Equal(
            [
                "Push --pipeline fraud --skip: MLOPSBUILD_REGISTRY_TOKEN=registry s3cret",
                "Deploy --pipeline fraud --environment staging --skip: MLOPSBUILD_DEPLOY_KEY=staging s3cret",
                "Deploy --pipeline fraud --environment production --skip: MLOPSBUILD_DEPLOY_KEY=production s3cret",
            ],
            from call in JenkinsRecording.Of(folder, 0).Calls
            from variable in JenkinsRecording.Of(folder, 0).Variables(call)
            where Secrets.Contains(variable.Value)
            select $"{call}: {variable.Key}={variable.Value}");
        Assert.All(build.Events, told => Assert.DoesNotContain("s3cret", told.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_ships_runs_for_the_branches_the_schedule_and_people_and_never_for_a_change_request()
    {
        (string Cause, string Branch, string? Change, bool Ships)[] cases =
        [
            ("BranchEventCause", "main", null, true),
            ("BranchEventCause", "release/1.10", null, true),
            ("BranchEventCause", "feature/x", null, false),
            ("BranchEventCause", "PR-7", "7", false),
            ("UserIdCause", "PR-7", "7", false),
            ("UserIdCause", "feature/x", null, true),
            ("TimerTrigger", "main", null, true),
        ];
        using var folder = new TemporaryFolder();
        var builds = cases.Select(each => Full(new("ada", true), each.Cause, each.Change is null
            ? new() { ["BRANCH_NAME"] = each.Branch }
            : new() { ["BRANCH_NAME"] = each.Branch, ["CHANGE_ID"] = each.Change })).ToArray();
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Text(Definition.Full().Input(Graphs.Full("fraud"))), await JenkinsRecording.CommitAsync(folder), builds);

        string[] shipping = ["Push", "Deploy to staging", Approve, "Deploy to production"];
        Assert.Equal(cases.Select(each => each.Ships ? [] : shipping), builds.Select(build => build.Stages("skipped")));
        Assert.Equal(cases.Select(each => each.Ships ? 8 : 5), builds.Select(build => build.Stages("agent").Count()));
        Assert.All(builds, build => Assert.Equal("SUCCESS", build.Result));
    }

    [Fact]
    public async Task Every_awkward_text_arrives_at_the_person_and_at_the_build_unchanged()
    {
        string[] texts = [.. RandomPipelines.AwkwardTexts.Where(text => !text.Contains('\0', StringComparison.Ordinal))];
        string[] choices = [.. texts.Where(text => text.Length > 0)]; // an empty choice is refused
        var life = Graphs.Life("credit");
        var graph = life with
        {
            Targets = [.. life.Targets.Select(target => target.Name == "Train" ? target with { Parameters = ["pipeline", .. texts.Select((_, i) => Name(i)), "choice"] } : target)],
            Parameters =
            [
                .. life.Parameters,
                .. texts.Select((text, i) => new GraphParameter { Name = Name(i), Description = text, Default = text }),
                new() { Name = "choice", Kind = ParameterKind.Choice, Values = [.. choices], Default = choices[^1] },
            ],
        };
        using var folder = new TemporaryFolder();
        var build = new JenkinsBuild();
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Text(Definition.Plain().Input(graph)), await JenkinsRecording.CommitAsync(folder), build);

        Assert.Equal("SUCCESS", build.Result);
        var variables = JenkinsRecording.Of(folder, 0).Variables("Train --pipeline credit --skip");
        Assert.Equal(texts, texts.Select((_, i) => variables["MLOPSBUILD_" + Name(i).ToUpperInvariant().Replace('-', '_')]));
        Assert.Equal(texts, build.Steps("parameter").Where(told => (string)told["kind"]! == "string").Skip(1).Select(told => (string)told["description"]!));
        Assert.Equal([choices[^1], .. choices[..^1]], build.Steps("parameter").Single(told => (string)told["kind"]! == "choice")["choices"]!.AsArray().Select(choice => (string)choice!));

        static string Name(int i) => $"text-{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}";
    }

    private static JenkinsBuild Full(JenkinsBuild.Answer? answer, string cause = "BranchEventCause", Dictionary<string, string>? environment = null) => new()
    {
        Cause = cause,
        Environment = environment ?? new() { ["BRANCH_NAME"] = "main" },
        Answers = answer is null ? [] : new() { [Approve] = answer },
        Plugins = ["lock", "milestone"],
        Credentials = new() { ["mlopsbuild-registry-token"] = Secrets[0], ["mlopsbuild-deploy-key-staging"] = Secrets[1], ["mlopsbuild-deploy-key-production"] = Secrets[2] },
    };
}
