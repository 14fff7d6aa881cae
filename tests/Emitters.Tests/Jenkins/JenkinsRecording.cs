using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>A repository whose <c>build.sh</c> records how Jenkins calls it.</summary>
internal static class JenkinsRecording
{
    /// <summary>The repository's folder.</summary>
    public static Task<string> CommitAsync(TemporaryFolder folder) => JenkinsBuild.CommitAsync(folder, ("build.sh", RecordingBuild.Script));

    /// <summary>What a build recorded.</summary>
    public static RecordingBuild Of(TemporaryFolder folder, int build = 0) => new(JenkinsBuild.Work(folder, build, "calls"));
}
