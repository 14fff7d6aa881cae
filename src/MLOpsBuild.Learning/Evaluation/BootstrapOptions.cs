using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>How intervals are made.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Resamples. Default 1,000.</summary>
    public int Resamples { get; init; } = 1_000;

    /// <summary>Coverage, above 0 and below 1. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>As a definition says.</summary>
    public static BootstrapOptions Of(ValidateDefinition validate) =>
        new() { Resamples = validate.Resamples, Confidence = validate.Confidence, Seed = validate.Seed };
}
