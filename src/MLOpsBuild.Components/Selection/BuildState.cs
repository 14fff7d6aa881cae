using System.Runtime.CompilerServices;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>What the components of one build share: interfaces have no fields of their own.</summary>
internal sealed class BuildState
{
    private static readonly ConditionalWeakTable<IHazPipelines, BuildState> States = [];
    private readonly Lazy<Pipeline> _selected;
    private readonly Lazy<StageRunner> _stages;

    private BuildState(IHazPipelines build)
    {
        _selected = new(() => PipelineSelection.Select(build.Pipelines, build.Pipeline));
        _stages = new(() => new(Scope(build), Console.WriteLine));
    }

    public Pipeline Selected => _selected.Value;

    public StageRunner Stages => _stages.Value;

    private StageScope Scope(IHazPipelines build) => new(Selected, build.RootDirectory)
    {
        ServerFolder = build is IHazLocalServer server ? server.ServerDirectory : AppContext.BaseDirectory,
        Remote = RemoteReleases.Of(build, Selected, StageScope.RegistryIn(build.RootDirectory)),
        Judges = () => build.ExecutionPlan.Except(build.SkippedTargets).Any(target => target.Name == nameof(IValidate.Validate)),
    };

    public static BuildState Of(IHazPipelines build) => States.GetValue(build, key => new(key));
}
