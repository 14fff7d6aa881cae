using System.Collections.Immutable;

namespace MLOpsBuild.Components;

/// <summary>Which environments a run may deploy to.</summary>
internal static class Environments
{
    /// <summary>Those that the build knows the way to.</summary>
    public static ImmutableArray<string> Known { get; } = ["local"];

    /// <exception cref="UserMistakeException">The environment is not defined.</exception>
    public static bool AreKnown(IDeploy build) => build.TargetEnvironment is null || Known.Contains(build.TargetEnvironment)
        ? true
        : throw new UserMistakeException($"--environment: {build.SelectedPipeline.Name} defines no environment '{build.TargetEnvironment}'. Known: {string.Join(", ", Known)}.");

    /// <summary>A CI agent ends what a job started, so there a server is started only when Deploy itself was asked for.</summary>
    public static bool MayServe(IDeploy build) => build.IsLocalBuild || build.InvokedTargets.Any(target => target.Name == nameof(IDeploy.Deploy));
}
