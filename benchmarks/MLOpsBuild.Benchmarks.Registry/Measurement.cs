namespace MLOpsBuild.Benchmarks.Registry;

/// <summary>What one process took.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="Megabytes">The most memory it held, as Linux counts it.</param>
/// <param name="ProcessorSeconds">The time of processors that it used, in user and system.</param>
internal sealed record Measurement(double Seconds, double Megabytes, double ProcessorSeconds);
