using System.Linq.Expressions;

namespace MLOpsBuild.Targets;

/// <summary>Base of a build class: <c>public static int Main() => Execute&lt;Build>(x => x.Default);</c></summary>
public abstract partial class NukeBuild : INukeBuild
{
    internal BuildState State { get; set; } = BuildState.None;

    /// <inheritdoc cref="INukeBuild.RootDirectory"/>
    public static AbsolutePath RootDirectory => BuildWorld.Current.Root;

    /// <inheritdoc cref="INukeBuild.TemporaryDirectory"/>
    public static AbsolutePath TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    /// <inheritdoc cref="INukeBuild.BuildAssemblyFile"/>
    public static AbsolutePath BuildAssemblyFile => AbsolutePath.Create(BuildWorld.Current.EntryAssembly?.Location is { Length: > 0 } file ? file : AppContext.BaseDirectory);

    /// <inheritdoc cref="INukeBuild.BuildAssemblyDirectory"/>
    public static AbsolutePath BuildAssemblyDirectory => AbsolutePath.Create(AppContext.BaseDirectory);

    /// <inheritdoc cref="INukeBuild.BuildProjectDirectory"/>
    public static AbsolutePath BuildProjectDirectory => RootDirectory / "build";

    /// <inheritdoc cref="INukeBuild.BuildProjectFile"/>
    public static AbsolutePath BuildProjectFile => BuildProjectDirectory / "_build.csproj";

    /// <inheritdoc cref="INukeBuild.Verbosity"/>
    public static Verbosity Verbosity
    {
        get => BuildWorld.Current.Verbosity;
        set => BuildWorld.Current.Verbosity = value;
    }

    /// <inheritdoc cref="INukeBuild.Host"/>
    public static Host Host => BuildWorld.Current.Host;

    /// <inheritdoc cref="INukeBuild.IsLocalBuild"/>
    public static bool IsLocalBuild => !Host.IsServer;

    /// <inheritdoc cref="INukeBuild.IsServerBuild"/>
    public static bool IsServerBuild => Host.IsServer;

    /// <summary>Runs the build with the process's arguments.</summary>
    /// <typeparam name="T">The build class.</typeparam>
    /// <param name="defaultTargetExpressions">What runs when no target is named; none: the help page is shown.</param>
    /// <returns>0 done, 1 work failed, 2 the user's mistake, 3 the environment lacks something, 130 interrupted.</returns>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new() =>
        BuildProgram.RunProcess(() => new T(), typeof(T), defaultTargetExpressions);

    /// <inheritdoc/>
    public void ReportSummary(Configure<Dictionary<string, string>>? configurator = null) => BuildState.Report(configurator);

    /// <summary>Called when parameters are in place and before the plan is made.</summary>
    protected internal virtual void OnBuildCreated()
    {
    }

    /// <summary>Called when the plan is made and before anything runs.</summary>
    protected internal virtual void OnBuildInitialized()
    {
    }

    /// <summary>Called when everything has run, before the summary.</summary>
    protected internal virtual void OnBuildFinished()
    {
    }

    /// <summary>Called when a target starts.</summary>
    protected internal virtual void OnTargetRunning(string target)
    {
    }

    /// <summary>Called when a target is skipped.</summary>
    protected internal virtual void OnTargetSkipped(string target)
    {
    }

    /// <summary>Called when a target has done its work or found it done.</summary>
    protected internal virtual void OnTargetSucceeded(string target)
    {
    }

    /// <summary>Called when a target has failed.</summary>
    protected internal virtual void OnTargetFailed(string target)
    {
    }
}
