using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Delivery;

/// <summary>What is recorded of how a release was made: a referrer of its package.</summary>
public sealed record ReleaseEvidence
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The artifact type of the referrer.</summary>
    public const string ArtifactType = "application/vnd.mlopsbuild.evidence.v1+json";

    /// <summary>The version of the format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The gates that judged the model.</summary>
    public ImmutableArray<GateEvidence> Gates { get; init; } = [];

    /// <summary>The hash of the data, <c>sha256:...</c>.</summary>
    public string? Data { get; init; }

    /// <summary>The commit that the model was made from; null outside of git.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether files of the checkout differed from that commit.</summary>
    public bool Dirty { get; init; }

    /// <summary>The author of that commit, as in <c>Ada Lovelace &lt;ada@example.org&gt;</c>.</summary>
    public string? Author { get; init; }

    /// <summary>What the gates came to, such as <c>6/6 passed</c>; null where none judged.</summary>
    [JsonIgnore]
    public string? Verdict => Gates.IsEmpty ? null : FormattableString.Invariant($"{Gates.Count(gate => gate.Passed)}/{Gates.Length} passed");

    /// <summary>As bytes, the same for the same evidence.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, PlanJson.Default.ReleaseEvidence);

    /// <summary>From the bytes of a referrer; null where they are of another format.</summary>
    public static ReleaseEvidence? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, PlanJson.Default.ReleaseEvidence) is { Format: CurrentFormat } evidence ? evidence : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a gate came to.</summary>
/// <param name="Gate">What was asked, such as <c>auc >= 0.80</c>.</param>
/// <param name="Passed">Whether the model may pass.</param>
public sealed record GateEvidence(string Gate, bool Passed);
