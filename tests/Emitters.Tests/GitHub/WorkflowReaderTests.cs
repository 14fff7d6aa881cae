namespace MLOpsBuild.Emitters.Tests;

/// <summary>A workflow read back does what the definition says, and an edit of it is told in words.</summary>
public sealed class WorkflowReaderTests
{
    private static readonly WorkflowMeasure Full = WorkflowMeasure.Of(Definition.Full().Input(Graphs.Full("fraud")));
    private static readonly WorkflowMeasure Plain = WorkflowMeasure.Of(Definition.Plain().Input());

    [Fact]
    public void What_is_emitted_reads_back_as_what_the_definition_says()
    {
        Assert.Equal([], Full.Differences(Full.Text));
        Assert.Equal([], Plain.Differences(Plain.Text));
        Assert.All(["delivered", "operations"], name => Assert.Equal([], WorkflowMeasure.Of(name).Differences(WorkflowMeasure.Of(name).Text)));
    }

    [Theory]
    [InlineData("    needs:\n      - package\n", "", "job `push` no longer waits for `package`")]
    [InlineData("      - package\n    if:", "      - package\n      - validate\n    if:", "job `push` now waits for `validate`")]
    [InlineData("    if: \"${{ github.event_name != 'pull_request' }}\"\n", "", "job `push` no longer runs only if `github.event_name != 'pull_request'`")]
    [InlineData("timeout-minutes: 60", "timeout-minutes: 61", "job `prepare` has `timeout-minutes` `61`, not `60`")]
    [InlineData("run: \"./build.sh Train --pipeline credit --skip\"", "run: \"./build.sh Train --pipeline credit\"", "job `train` no longer runs `./build.sh Train --pipeline credit --skip`; job `train` now runs `./build.sh Train --pipeline credit`")]
    [InlineData("persist-credentials: false", "persist-credentials: true", "job `prepare`, which uses `actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1`, has `with.persist-credentials` `true`, not `false`")]
    [InlineData("  pull_request: {}\n", "", "the file is no longer started by a pull request")]
    [InlineData("      - main\n", "      - main\n      - next\n", "the file is now started by a push to next")]
    public void An_edit_is_told_in_words(string before, string after, string expected) => Tells(Plain, before, after, expected);

    [Theory]
    [InlineData("    environment: production\n", "", "job `deploy-production` no longer runs in the environment `production`")]
    [InlineData("          MLOPSBUILD_REGISTRY_TOKEN: \"${{ secrets.MLOPSBUILD_REGISTRY_TOKEN }}\"\n", "          OTHER: x\n", "job `push`, which runs `./build.sh Push --pipeline fraud --skip`, is no longer given the secret `MLOPSBUILD_REGISTRY_TOKEN` as `MLOPSBUILD_REGISTRY_TOKEN`; job `push`, which runs `./build.sh Push --pipeline fraud --skip`, for its variables now has `OTHER`: `x`")]
    [InlineData("      fast:\n        description: \"Train on fewer rows\"\n        type: boolean\n        default: false\n        required: false\n", "", "the file no longer takes the input `fast`")]
    public void An_edit_of_environments_secrets_and_inputs_is_told_in_words(string before, string after, string expected)
    {
        var differences = Full.Differences(Replace(Full.Text, before, after));
        Assert.Equal(expected, string.Join("; ", differences.Where(difference => !difference.Contains("inputs.", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("          - 3\n", "", "job `explain` runs 2 parts rather than 3")]
    [InlineData("          - 3\n", "          - 3\n          - 4\n", "job `explain` runs 4 parts rather than 3")]
    [InlineData("    strategy:\n      fail-fast: false\n      matrix:\n        partition:\n          - 1\n          - 2\n          - 3\n", "", "job `explain` no longer runs in 3 parts; job `explain` no longer has `strategy.fail-fast`, which was `false`")]
    [InlineData("fail-fast: false", "fail-fast: true", "job `explain` has `strategy.fail-fast` `true`, not `false`")]
    [InlineData("--partition \\\"$PARTITION/3\\\"", "--partition \\\"$PARTITION/2\\\"", "job `explain` no longer runs `./build.sh Explain --pipeline fraud --skip --partition \"$PARTITION/3\"`; job `explain` now runs `./build.sh Explain --pipeline fraud --skip --partition \"$PARTITION/2\"`")]
    [InlineData("          - 1\n          - 2\n          - 3\n", "          - 1\n          - 2\n          - 2\n", "job `explain` no longer runs in 3 parts; job `explain` now has `strategy.matrix.partition[0]`: `1`; job `explain` now has `strategy.matrix.partition[1]`: `2`; job `explain` now has `strategy.matrix.partition[2]`: `2`")]
    public void An_edit_of_parts_is_told_in_words(string before, string after, string expected) => Tells(WorkflowMeasure.Of("parts"), before, after, expected);

    [Fact]
    public void A_job_that_is_gone_leaves_those_who_wait_for_it_in_the_air()
    {
        var start = Plain.Text.IndexOf("  package:\n", StringComparison.Ordinal);
        var end = Plain.Text.IndexOf("  push:\n    name", StringComparison.Ordinal);
        var exception = Assert.Throws<CiFileException>(() => Plain.Differences(Plain.Text.Remove(start, end - start)));
        Assert.EndsWith("job `push` waits for `package`, which the file does not have", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("jobs: [", "line 2: this is no YAML: ")]
    [InlineData("on: push\njobs: {}\n---\non: push\n", "line 3: a second document begins")]
    [InlineData("on: push\non: push\n", "line 2: the key 'on' stands twice")]
    [InlineData("on: push\njobs:\n  a:\n    runs-on: x\n", "line 4: job `a` has neither `steps` nor `uses`")]
    [InlineData("on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n", "line 5: job `a` has no steps")]
    [InlineData("on: push\njobs:\n  a:\n    steps:\n      - run: x\n", "line 4: a job has no `runs-on`")]
    [InlineData("on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - name: x\n", "line 6: a step has one of `run` and `uses`")]
    [InlineData("on: push\njobs:\n  a:\n    needs: b\n    runs-on: x\n    steps:\n      - run: x\n  b:\n    needs: a\n    runs-on: x\n    steps:\n      - run: x\n", "line 4: the jobs `a`, `b` wait for each other")]
    [InlineData("- a\n", "line 1: a workflow is a mapping")]
    [InlineData("name: a\n", "line 1: a workflow has no `on`")]
    [InlineData("on: *x\n", "line 1: the alias *x stands for nothing")]
    public void What_GitHub_would_not_take_is_told_with_its_line(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<CiFileException>(() => new WorkflowReader().Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Aliases_that_multiply_are_refused()
    {
        var bomb = "on: push\na: &a [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat("bcdefgh".Select((name, i) => $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat($"*{(char)(name - 1)}", 10))}]\n")) + "jobs: {}\n";
        Assert.Contains("more than 20000 settings", Assert.Throws<CiFileException>(() => new WorkflowReader().Read(bomb)).Message, StringComparison.Ordinal);
    }

    private static void Tells(WorkflowMeasure measure, string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", measure.Differences(Replace(measure.Text, before, after))));

    private static string Replace(string text, string before, string after)
    {
        var at = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The workflow does not hold {before}");
        return text.Remove(at, before.Length).Insert(at, after);
    }
}
