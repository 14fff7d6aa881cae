using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Delivery;

/// <summary>Something that was done to an environment: a line of its ledger.</summary>
public sealed record LedgerRecord
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Its place in the ledger, from 1.</summary>
    public int Index { get; init; }

    /// <summary>The hash of the record before it; sixty-four zeros before the first.</summary>
    public string Previous { get; init; } = "";

    /// <summary>When it was recorded, UTC.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>What was done.</summary>
    public required LedgerKind Kind { get; init; }

    /// <summary>The pipeline whose model it is.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The release that it was about; null where there was none.</summary>
    public string? Version { get; init; }

    /// <summary>The digest of its package, <c>sha256:...</c>.</summary>
    public string? Digest { get; init; }

    /// <summary>The hash of the data that the model was trained on, <c>sha256:...</c>.</summary>
    public string? Data { get; init; }

    /// <summary>The commit that the model was made from.</summary>
    public string? Commit { get; init; }

    /// <summary>What the gates came to, such as <c>6/6 passed</c>.</summary>
    public string? Gates { get; init; }

    /// <summary>Who approved.</summary>
    public string? Approver { get; init; }

    /// <summary>Who ran it.</summary>
    public string? Operator { get; init; }

    /// <summary>The digest of the plan that it carried out.</summary>
    public string? Plan { get; init; }

    /// <summary>The transaction that it closes or belongs to.</summary>
    public string? Transaction { get; init; }

    /// <summary>What else is to be known, a sentence.</summary>
    public string? Note { get; init; }

    /// <summary>What it came to at each place.</summary>
    public ImmutableArray<PlaceResult> Places { get; init; } = [];
}

/// <summary>What was done to an environment.</summary>
public enum LedgerKind
{
    /// <summary>A release was deployed.</summary>
    Deploy,

    /// <summary>A release that served in another environment was deployed.</summary>
    Promote,

    /// <summary>A plan was approved.</summary>
    Approve,

    /// <summary>An earlier release serves again.</summary>
    Rollback,

    /// <summary>The servers were stopped.</summary>
    Stop,

    /// <summary>A deploy, promotion, rollback or stop did not come to its end.</summary>
    Failed,
}

/// <summary>A record with the hash of its line.</summary>
/// <param name="Record">The record.</param>
/// <param name="Hash">The SHA-256 of its line without the hash itself, <c>sha256:...</c>.</param>
public sealed record LedgerEntry(LedgerRecord Record, string Hash)
{
    /// <summary>The artifact type of a record that is attached to its package.</summary>
    public const string ArtifactType = "application/vnd.mlopsbuild.deployment.v1+json";

    /// <summary>Its line in the ledger.</summary>
    public byte[] ToBytes() => LedgerLine.Write(Record).Line;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(LedgerRecord))]
internal sealed partial class LedgerJson : JsonSerializerContext;
