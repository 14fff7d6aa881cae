using CsCheck;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Any pipeline over any target graph gives a workflow that reads back as what the definition says.</summary>
public sealed class RandomPipelineTests
{
    [Fact]
    public void A_random_pipeline_reads_back_as_its_definition() => RandomPipelines.Inputs.Sample(
        input =>
        {
            var measure = WorkflowMeasure.Of(input);
            Assert.Equal([], measure.Differences(measure.Text));
            Assert.Equal(measure.Text, WorkflowMeasure.Of(input).Text);
        },
        iter: 500,
        print: input => WorkflowMeasure.Of(input).Text);

    [Fact]
    public void What_people_do_by_hand_reads_back_as_its_definition() => RandomPipelines.Inputs.Where(input => CiPlanner.Operations(input, out _) is not null).Sample(
        input =>
        {
            var measure = WorkflowMeasure.OfOperations(input);
            Assert.Equal([], measure.Differences(measure.Text));
        },
        iter: 200);

    [Fact]
    public void A_pipeline_that_differs_in_what_it_waits_for_reads_back_otherwise() => RandomPipelines.Inputs.Where(input => input.Graph.Targets.Length > 1).Sample(
        input =>
        {
            var measure = WorkflowMeasure.Of(input);
            var job = measure.Graph.Jobs.FirstOrDefault(job => !job.Needs.IsEmpty);
            if (job is null)
                return;
            var graph = measure.Graph with { Jobs = measure.Graph.Jobs.Replace(job, job with { Needs = job.Needs[1..] }) };
            Assert.Equal([$"job `{job.Id}` now waits for `{job.Needs[0]}`"], CiGraphComparison.Differences(graph, new WorkflowReader().Read(measure.Text)));
        },
        iter: 100);
}
