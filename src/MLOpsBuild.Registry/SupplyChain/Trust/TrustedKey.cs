using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>A public key whose signatures are trusted: when, and on packages of which pipelines.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="PublicKey">The key.</param>
public sealed record TrustedKey(string Name, PublicKey PublicKey)
{
    /// <summary>The word in place of a pipeline's name that stands for all of them.</summary>
    public const string AllPipelines = "*";

    /// <summary>The first moment of a signature that is trusted; no limit by default.</summary>
    public DateTimeOffset NotBefore { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The last moment of a signature that is trusted; no limit by default.</summary>
    public DateTimeOffset NotAfter { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The pipelines whose packages it may sign; all by default.</summary>
    public ImmutableArray<string> Pipelines { get; init; } = [AllPipelines];

    /// <summary>When and why it was revoked; null where it was not.</summary>
    public Revocation? Revoked { get; init; }

    /// <summary>Whether it may sign a pipeline's packages.</summary>
    public bool MaySign(string pipeline) => Pipelines.Contains(AllPipelines) || Pipelines.Contains(pipeline);
}
