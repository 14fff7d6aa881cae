using System.Collections.Immutable;
using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>Which environments a run may work on.</summary>
internal static class Environments
{
    /// <summary>The environment on this machine.</summary>
    public const string Local = DeployPlanner.Local;

    /// <summary>Those of a definition, the local one first where it names none of that name.</summary>
    public static ImmutableArray<DeployEnvironment> Of(Pipeline pipeline)
    {
        var defined = pipeline.Deploy.Environments;
        return defined.Any(environment => environment.Name == Local) ? defined : [new DeployEnvironment { Name = Local, Strategy = new AllAtOnce() }, .. defined];
    }

    /// <summary>The names of those that the build knows the way to.</summary>
    public static ImmutableArray<string> Reached(Pipeline pipeline) =>
        [.. Of(pipeline).Where(environment => environment.Name == Local || !environment.Hosts.IsEmpty || environment.Cluster is not null).Select(environment => environment.Name)];

    /// <summary>The environment whose releases become the champion.</summary>
    public static string Last(Pipeline pipeline) => pipeline.Deploy.Environments.LastOrDefault()?.Name ?? Local;

    /// <summary>The environment that the run works on.</summary>
    /// <exception cref="UserMistakeException">The environment is not defined.</exception>
    public static DeployEnvironment Selected(IHazEnvironments build) => Named(build.SelectedPipeline, "--environment", build.TargetEnvironment ?? Local);

    /// <summary>An environment by its name.</summary>
    /// <exception cref="UserMistakeException">The environment is not defined.</exception>
    public static DeployEnvironment Named(Pipeline pipeline, string option, string name)
    {
        var known = Of(pipeline);
        if (known.FirstOrDefault(environment => environment.Name == name) is { } found)
            return found;
        var names = known.Select(environment => environment.Name).ToArray();
        var nearest = NearestName.To(name, names);
        throw new UserMistakeException($"{option}: {pipeline.Name} defines no environment '{name}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} Known: {string.Join(", ", names)}.");
    }

    /// <summary>Refuses an environment that is not defined, or that nothing leads to.</summary>
    /// <exception cref="UserMistakeException">So it is.</exception>
    public static bool AreKnown(IHazEnvironments build)
    {
        _ = Site.DriverOf(build, Selected(build));
        return true;
    }

    /// <summary>As <see cref="AreKnown"/>, where one has to be named.</summary>
    /// <exception cref="UserMistakeException">None is named, it is not defined, or nothing leads to it.</exception>
    public static bool IsNamed(IHazEnvironments build, string target) => build.TargetEnvironment is not null
        ? AreKnown(build)
        : throw new UserMistakeException($"{target}: name the environment, as in ./build.sh {target} --environment {Of(build.SelectedPipeline).Last().Name}. Known: {string.Join(", ", Of(build.SelectedPipeline).Select(environment => environment.Name))}.");

    /// <summary>A CI agent ends what a job started, so there a server is started only when Deploy itself was asked for.</summary>
    public static bool MayServe(IDeploy build) => build.IsLocalBuild || build.InvokedTargets.Any(target => target.Name == nameof(IDeploy.Deploy));
}
