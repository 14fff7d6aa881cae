using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>What a model is and how it was judged, as far as a bill of materials tells it.</summary>
public sealed record ModelCard
{
    /// <summary>What it answers, such as <c>binary-classification</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The learner, such as <c>LightGBM</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The learner's options and other parameters, by name.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = Descriptor.NoAnnotations;

    /// <summary>What it reads, a text for each column, such as <c>Age: number</c>.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>What it answers, a text each.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>How it performed, over all rows and by group.</summary>
    public ImmutableArray<ModelMetric> Metrics { get; init; } = [];

    /// <summary>Groups that the model treats worse than others.</summary>
    public ImmutableArray<FairnessAssessment> Fairness { get; init; } = [];
}

/// <summary>A measured value.</summary>
/// <param name="Type">The metric's name, such as <c>auc</c>.</param>
/// <param name="Value">Its value; no number is left out.</param>
public sealed record ModelMetric(string Type, double Value)
{
    /// <summary>The rows it was measured on, such as <c>Age: below 30</c>; null for all.</summary>
    public string? Slice { get; init; }

    /// <summary>The ends of its interval; null where there is none.</summary>
    public (double Low, double High)? Interval { get; init; }
}

/// <summary>A group that may be at a disadvantage.</summary>
/// <param name="Group">The group, such as <c>Age: below 30</c>.</param>
/// <param name="Harm">What was found, a sentence.</param>
public sealed record FairnessAssessment(string Group, string Harm);
