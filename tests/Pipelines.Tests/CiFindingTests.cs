namespace MLOpsBuild.Pipelines.Tests;

/// <summary>Triggers, environments and settings of CI servers that cannot be are refused before anything is generated.</summary>
public sealed class CiFindingTests
{
    [Fact]
    public void All_mistakes_are_told_with_rule_place_value_and_fix() => Assert.Equal(
        [
            "DEF202 Ci.cs:0: git allows no control characters, spaces or any of ~^:?*[\\ in a branch's name (found 'a b'). Name a branch, as in Push(\"main\").",
            "DEF201 Ci.cs:0: a schedule is five cron fields with one space between them: minute, hour, day of the month, month, day of the week (found '@daily'). Give a time in UTC, as in Cron(\"0 3 * * 1\").",
            "DEF106 definition: the same trigger is named twice (found PullRequest). Keep one of the two.",
            "DEF204 CiFindingTests.cs:0: an environment's name is lower-case letters, digits and single dashes, at most 63, a letter first (found 'Prod $(x)'). Rename it, as in production: it becomes an option's value and a job.",
            "DEF204 CiFindingTests.cs:0: an approver is the id of a user or group: 1 to 255 characters, no comma, no control character, no space at either end (found 'a,b'). Name one a word, as in Approvers(\"release-managers\", \"ada\").",
            "DEF106 CiFindingTests.cs:0: two environments have the same name (found 'staging'). Give each a name of its own.",
            "DEF203 CiFindingTests.cs:0: a runner's label is letters, digits, dots, dashes and underscores, at most 255 (found '${{ x }}'). Name labels one by one, as in RunsOn(\"self-hosted\", \"gpu\").",
            "DEF104 CiFindingTests.cs:0: a CI server counts its timeout in whole minutes (found 00:01:30). Give whole minutes, as in Timeout(90.Minutes()).",
            "DEF104 CiFindingTests.cs:0: Retention(days) is out of range (found 91). Give it a value from 1 to 90.",
            "DEF203 CiFindingTests.cs:0: an agent's label expression is labels of letters, digits, dots, dashes and underscores, joined by && || ! and parentheses, at most 255 characters (found 'it's'). Name a label, as in Agent(\"linux\").",
            "DEF203 CiFindingTests.cs:0: an image is a container image's name with a tag or digest (found 'A B'). Name one, as in InContainer(\"mcr.microsoft.com/dotnet/sdk:10.0\").",
            "DEF104 CiFindingTests.cs:0: ApprovalWithin in minutes is out of range (found 44640). Give it a value from 1 to 43200.",
            "DEF104 CiFindingTests.cs:0: KeepBuilds(count) is out of range (found 0). Give it a value 1 or more.",
        ],
        new Ci(to => to
            .On(Ci.PushTo("a b"), Ci.At("@daily"), Ci.AnyPullRequest, Ci.AnyPullRequest)
            .Deploy(deploy => deploy.Environment("staging").Environment("Prod $(x)").Environment("staging", again => again.Approvers("a,b")))
            .GitHubActions(actions => actions.RunsOn("${{ x }}").Timeout(90.Seconds()).Retention(91))
            .Jenkins(jenkins => jenkins.Agent("it's").InContainer("A B").ApprovalWithin(TimeSpan.FromDays(31)).KeepBuilds(0)))
        .Findings.Select(finding => System.Text.RegularExpressions.Regex.Replace(finding.ToString(), @"\.cs:\d+", ".cs:0")));

    [Theory]
    [InlineData("0 3 * * 1")]
    [InlineData("*/15 0-6,22 1,15 JAN-MAR,dec mon-FRI/2")]
    [InlineData("0 0 29 2 *")]
    [InlineData("0 0 31 2 MON")]
    public void A_schedule_that_comes_is_taken(string cron) => Assert.Empty(new Ci(to => to.On(Ci.At(cron))).Findings);

    [Theory]
    [InlineData("")]
    [InlineData("0 3 * *")]
    [InlineData("0 3 * * 1 ")]
    [InlineData("0  3 * * 1")]
    [InlineData("60 3 * * 1")]
    [InlineData("0 24 * * 1")]
    [InlineData("0 3 0 * 1")]
    [InlineData("0 3 * 13 1")]
    [InlineData("0 3 * * 7")]
    [InlineData("0 3 * * MONDAY")]
    [InlineData("*/0 3 * * 1")]
    [InlineData("5/2 3 * * 1")]
    [InlineData("9-5 3 * * 1")]
    [InlineData("1,,2 3 * * 1")]
    [InlineData("H 3 * * 1")]
    [InlineData("-1 3 * * 1")]
    [InlineData("0 3 * * 1\n")]
    [InlineData("$(x) 3 * * 1")]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,JUN *")]
    public void A_schedule_that_is_none_or_never_comes_is_refused(string cron) =>
        Assert.Equal(FindingCodes.BadCron, Assert.Single(new Ci(to => to.On(Ci.At(cron))).Findings).Code);

    [Theory]
    [InlineData("main", true)]
    [InlineData("release/1.10", true)]
    [InlineData("no", true)]
    [InlineData("🚀", true)]
    [InlineData("it's", true)]
    [InlineData("$(x)", true)]
    [InlineData("`x`", true)]
    [InlineData("${{x}}", true)]
    [InlineData("a\nb", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    [InlineData("feature/*", false)]
    [InlineData("!main", false)]
    [InlineData("a+b", false)]
    [InlineData("-x", false)]
    [InlineData("a..b", false)]
    [InlineData("a.lock", false)]
    [InlineData("a//b", false)]
    [InlineData("@", false)]
    public void A_branch_is_one_that_git_and_GitHub_take(string branch, bool good) =>
        Assert.Equal(good, new Ci(to => to.On(Ci.PushTo(branch))).Findings.IsEmpty);

    [Fact]
    public void A_name_of_300_characters_is_refused_everywhere()
    {
        var name = new string('a', 300);
        var findings = new Ci(to => to
            .On(Ci.PushTo(name))
            .Deploy(deploy => deploy.Environment(name, environment => environment.Approvers(name)))
            .GitHubActions(actions => actions.RunsOn(name))
            .Jenkins(jenkins => jenkins.Agent(name).InContainer(name))).Findings;
        Assert.Equal(
            [FindingCodes.BadBranch, FindingCodes.BadEnvironment, FindingCodes.BadEnvironment, FindingCodes.BadLabel, FindingCodes.BadLabel, FindingCodes.BadLabel],
            findings.Select(finding => finding.Code));
    }

    [Fact]
    public void What_CI_needs_changes_no_stage()
    {
        var plain = new Ci(to => to).Model;
        var full = new Ci(to => to.On(Ci.PushTo("main")).GitHubActions().Jenkins()).Model;
        Assert.Equal(StageDefinitions.Train(plain), StageDefinitions.Train(full));
        Assert.Equal(StageDefinitions.Package(plain), StageDefinitions.Package(full));
    }
}
