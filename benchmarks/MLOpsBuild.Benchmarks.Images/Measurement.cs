namespace MLOpsBuild.Benchmarks.Images;

/// <summary>What an image cost.</summary>
/// <param name="Make">The time to make it.</param>
/// <param name="Push">The time to push it.</param>
/// <param name="Blobs">How many blobs and manifests were sent.</param>
/// <param name="SentBytes">How many bytes those have.</param>
internal sealed record Measurement(TimeSpan Make, TimeSpan Push, int Blobs, long SentBytes);
