using System.Collections.Immutable;
using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>A build's targets as emitters see them: the relations from the engine, the artifacts from the stages.</summary>
internal static class BuildGraph
{
    private static readonly ImmutableArray<StageWork> Stages =
    [
        PrepareWork.Instance,
        TrainWork.Instance,
        TestWork.Instance,
        ValidateWork.Instance,
        PackageWork.Instance,
        PushWork.Instance,
    ];

    public static TargetGraph Of(Type build, IReadOnlyList<ExecutableTarget> targets, Pipeline pipeline) => new()
    {
        Targets = [.. targets.Select(target => Of(build, target, pipeline))],
        Parameters = [.. BuildParameters.Of(build, pipeline)],
        Goals = [.. Goals(pipeline).Where(goal => targets.Any(target => target.Name == goal))],
        Operations = [.. targets.Select(target => target.Name).Where(name => name is nameof(IOperate.Rollback) or nameof(IPromote.Promote))],
    };

    /// <summary>A CI server pushes, and deploys to the environments that the definition names where the build knows the way.</summary>
    private static IEnumerable<string> Goals(Pipeline pipeline) =>
        pipeline.Deploy.Environments.Any(environment => Environments.Reached(pipeline).Contains(environment.Name))
            ? [nameof(IPush.Push), nameof(IDeploy.Deploy)]
            : [nameof(IPush.Push)];

    private static GraphTarget Of(Type build, ExecutableTarget target, Pipeline pipeline)
    {
        var graph = new GraphTarget
        {
            Name = target.Name,
            Description = target.Description ?? "",
            DependsOn = Names(target.ExecutionDependencies),
            After = Names(target.OrderDependencies.Concat(target.TriggerDependencies)),
            Consumes = Names(target.ArtifactDependencies.Select(dependency => dependency.Target)),
            Produces = [.. target.ArtifactProducts],
            Parameters = BuildParameters.ReadBy(build, target.Member),
            Parts = target.PartitionSize,
            Executes = target.Executes,
        };
        return Stages.FirstOrDefault(stage => stage.Title == target.Name) is { } work ? WithStage(graph, work, pipeline)
            : target.Name switch
            {
                nameof(IDeploy.PlanDeploy) => graph with { Consumes = [nameof(IPush.Push)], PlanFolder = $"artifacts/{pipeline.Name}/plan", Ships = true },
                nameof(IDeploy.Deploy) or nameof(IPromote.Promote) => graph with { Consumes = [nameof(IPush.Push), nameof(IDeploy.PlanDeploy)], Produces = [$".mlops/ledger/{pipeline.Name}"], Ships = true },
                nameof(IOperate.Rollback) => graph with { Parameters = graph.Parameters.Remove("lines"), Ships = true },
                _ => graph,
            };
    }

    private static GraphTarget WithStage(GraphTarget target, StageWork stage, Pipeline pipeline)
    {
        var folder = $"artifacts/{pipeline.Name}/{stage.Name}";
        return target with
        {
            Consumes = [.. target.Consumes.Union(stage.Upstream.Select(upstream => upstream.Title))],
            Produces = [.. target.Produces.Append(folder).Concat(stage == PushWork.Instance ? [".mlops/registry"] : [])],
            Record = $"{folder}/{StageRecord.FileName}",
            Pushed = stage == PushWork.Instance ? $"{folder}/push.json" : null,
            TestResults = stage == TestWork.Instance ? [$"{folder}/{Learning.StageFiles.JUnit}"] : [],
            Ships = stage == PushWork.Instance,
            ReadsRegistry = stage == ValidateWork.Instance,
        };
    }

    private static ImmutableArray<string> Names(IEnumerable<ExecutableTarget> targets) => [.. targets.Select(target => target.Name).Distinct()];
}
