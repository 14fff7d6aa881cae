namespace MLOpsBuild.Targets;

/// <summary>The targets of a build beyond those that a run has planned.</summary>
public static class BuildTargets
{
    /// <summary>Every target that the build class and its components declare, with its relations resolved; none has run.</summary>
    /// <param name="build">The build.</param>
    /// <exception cref="UserMistakeException">A target cannot be found or related.</exception>
    public static IReadOnlyList<ExecutableTarget> DeclaredTargets(this INukeBuild build) => TargetCatalog.Discover(build, []).All;

    /// <summary>Whether the run was asked for JSON, by <c>--format json</c>.</summary>
    /// <param name="build">The build.</param>
    public static bool PrefersJson(this INukeBuild build) => build is NukeBuild { State.Options.Json: true };

    /// <summary>Writes data to standard output, where nothing else is written if the run was asked for JSON.</summary>
    /// <param name="build">The build.</param>
    /// <param name="json">A JSON value.</param>
    public static void PrintData(this INukeBuild build, string json)
    {
        var output = BuildWorld.Current.Data ?? BuildWorld.Current.Out;
        output.Write(json + "\n");
        output.Flush();
    }

    /// <summary>What the person at the terminal types on a line; null where nobody sits there.</summary>
    /// <param name="build">The build.</param>
    public static string? ReadAnswer(this INukeBuild build) =>
        build.IsLocalBuild && BuildWorld.Current is { HasTerminal: true } world ? world.Ask(false) ?? "" : null;
}
