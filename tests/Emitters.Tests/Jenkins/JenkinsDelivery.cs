using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>The Jenkinsfile of a pipeline with hosts and a cluster, run once to its end.</summary>
public sealed class JenkinsDelivery : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The build.</summary>
    internal JenkinsBuild Build { get; } = JenkinsDeliveryTests.Build();

    /// <summary>How it called <c>build.sh</c>.</summary>
    internal RecordingBuild Recorded => JenkinsRecording.Of(_folder);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        await JenkinsBuild.RunAsync(_folder, Jenkinsfiles.Text(JenkinsDeliveryTests.Input), await JenkinsRecording.CommitAsync(_folder), Build);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
