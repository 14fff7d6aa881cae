using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Delivery;

/// <summary>What is recorded of how a release was made.</summary>
public sealed record ReleaseEvidence
{
    /// <summary>The gates that judged the model.</summary>
    public ImmutableArray<GateEvidence> Gates { get; init; } = [];

    /// <summary>The hash of the data, <c>sha256:...</c>.</summary>
    public string? Data { get; init; }

    /// <summary>The commit that the model was made from; null outside of git.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether files of the checkout differed from that commit.</summary>
    public bool Dirty { get; init; }

    /// <summary>The author of that commit, as in <c>Ada Lovelace &lt;ada@example.org&gt;</c>; null where it is not known.</summary>
    public string? Author { get; init; }

    /// <summary>What the gates came to, such as <c>6/6 passed</c>; null where none judged.</summary>
    [JsonIgnore]
    public string? Verdict => Gates.IsEmpty ? null : FormattableString.Invariant($"{Gates.Count(gate => gate.Passed)}/{Gates.Length} passed");
}

/// <summary>What a gate came to.</summary>
/// <param name="Gate">What was asked, such as <c>auc >= 0.80</c>.</param>
/// <param name="Passed">Whether the model may pass.</param>
public sealed record GateEvidence(string Gate, bool Passed);
