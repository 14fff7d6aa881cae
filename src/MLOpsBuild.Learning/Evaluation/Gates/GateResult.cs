using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What a gate came to.</summary>
public sealed record GateResult
{
    /// <summary>What is asked, such as <c>auc >= 0.80</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the model may pass.</summary>
    public required bool Passed { get; init; }

    /// <summary>What was measured, in <see cref="Unit"/>; NaN where undefined.</summary>
    public required double Value { get; init; }

    /// <summary>Its interval; null where there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>What the value must reach.</summary>
    public required double Bound { get; init; }

    /// <summary>Which side of the bound is good.</summary>
    public required Bound Side { get; init; }

    /// <summary>The unit, such as <c>ms</c>; empty for shares and metrics.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What else there is to know, a sentence; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Where the definition asks for it, such as <c>CreditScoring.cs:41</c>.</summary>
    public required string Where { get; init; }

    /// <summary>What to do when it fails, a sentence.</summary>
    public required string Fix { get; init; }
}
