using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>What the components read of targets, read on NUKE.</summary>
public static class BuildTargets
{
    /// <summary>All targets of the build, planned or not. NUKE keeps them to itself, so they are read by reflection.</summary>
    public static IReadOnlyList<ExecutableTarget> DeclaredTargets(this INukeBuild build) =>
        [.. (IEnumerable<ExecutableTarget>)typeof(NukeBuild).GetProperty("ExecutableTargets", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(build)!];

    /// <summary>False: NUKE has no option for it.</summary>
    public static bool PrefersJson(this INukeBuild build) => false;

    /// <summary>Writes data to standard output.</summary>
    public static void PrintData(this INukeBuild build, string json) => Console.WriteLine(json);

    /// <summary>What the person at the terminal types on a line; null where nobody sits there.</summary>
    public static string? ReadAnswer(this INukeBuild build) => build.IsLocalBuild && !Console.IsInputRedirected ? Console.ReadLine() ?? "" : null;

    extension(ExecutableTarget target)
    {
        /// <summary>True where it has actions of its own.</summary>
        public bool Executes => target.Actions.Count > 0;
    }

    extension(IGrouping<ExecutableTarget, string> artifacts)
    {
        /// <summary>Who leaves the artifacts.</summary>
        public ExecutableTarget Target => artifacts.Key;
    }
}
