using CsCheck;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Any pipeline over any target graph gives a Jenkinsfile that reads back as what the definition says.</summary>
public sealed class RandomJenkinsfileTests
{
    private static readonly Gen<EmitterInput> Inputs =
        from input in RandomPipelines.Inputs
        from image in Gen.Bool
        from minutes in Gen.Int[1, 7200]
        from builds in Gen.Int[1, 99]
        from plugins in Gen.Shuffle(Enum.GetValues<JenkinsPlugin>(), 0, 2)
        select input with
        {
            Pipeline = input.Pipeline with
            {
                Jenkins = new()
                {
                    Image = image ? "registry.example/sdk:10.0" : null,
                    Timeout = TimeSpan.FromMinutes(minutes),
                    ApprovalTimeout = TimeSpan.FromMinutes(minutes * 2),
                    KeepBuilds = builds,
                    Plugins = [.. plugins.Order()],
                },
            },
        };

    [Fact]
    public void A_random_pipeline_reads_back_as_its_definition() => Inputs.Sample(
        input =>
        {
            var measure = JenkinsfileMeasure.Of(input);
            Assert.Equal([], measure.Differences(measure.Text));
            Assert.Equal(measure.Text, Jenkinsfiles.Text(input));
        },
        iter: 500,
        print: Jenkinsfiles.Text);

    [Fact]
    public void What_people_do_by_hand_reads_back_as_its_definition() => Inputs.Where(input => CiPlanner.Operations(input, out _) is not null).Sample(
        input =>
        {
            var measure = JenkinsfileMeasure.OfOperations(input);
            Assert.Equal([], measure.Differences(measure.Text));
        },
        iter: 200);

    [Fact]
    public void A_stage_starts_after_all_that_its_target_waits_for() => Inputs.Sample(
        input =>
        {
            var plan = CiPlanner.Plan(input, out _)!;
            var stages = new JenkinsfileReader().Read(Jenkinsfiles.Text(input)).Jobs.ToDictionary(job => job.Id);
            Assert.Equal(plan.Jobs.Select(job => job.Title), stages.Keys.Where(id => !id.StartsWith("Approve ", StringComparison.Ordinal)).OrderBy(id => plan.Jobs.Select(job => job.Title).ToList().IndexOf(id)));
            foreach (var job in plan.Jobs)
                Assert.Empty(job.Needs.Select(need => need.Title).Except(Before(stages, job.Title)));
        },
        iter: 300,
        print: Jenkinsfiles.Text);

    private static HashSet<string> Before(Dictionary<string, CiGraphJob> stages, string id)
    {
        var before = new HashSet<string>();
        var open = new Queue<string>(stages[id].Needs);
        while (open.TryDequeue(out var next))
        {
            if (before.Add(next))
                stages[next].Needs.ToList().ForEach(open.Enqueue);
        }

        return before;
    }
}
