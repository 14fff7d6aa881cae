using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>
/// What a package was made of and runs with: an ML bill of materials as CycloneDX 1.6. The same values give the same bytes; there is no
/// serial number, because a random one would differ each time.
/// </summary>
public sealed record BillOfMaterials
{
    /// <summary>The pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The digest of the package's manifest.</summary>
    public required Digest Package { get; init; }

    /// <summary>The version that it was pushed under.</summary>
    public required string Version { get; init; }

    /// <summary>When the bill was made; whole seconds are kept.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The version of MLOpsBuild that made it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The model.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>The files of the package.</summary>
    public required ImmutableArray<PackageFile> Files { get; init; }

    /// <summary>The data that the model was made of.</summary>
    public required DataSet Data { get; init; }

    /// <summary>The program that serves the model.</summary>
    public required ProgramInventory Server { get; init; }

    /// <summary>The bill as JSON.</summary>
    public byte[] ToBytes() => BomDocument.Bytes(this);
}

/// <summary>A data set.</summary>
/// <param name="Name">Its path as the definition has it.</param>
/// <param name="Digest">The SHA-256 of its bytes.</param>
public sealed record DataSet(string Name, Digest Digest)
{
    /// <summary>Further facts, such as the number of rows, by name.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = Descriptor.NoAnnotations;

    /// <summary>The columns that hold sensitive data.</summary>
    public ImmutableArray<string> Sensitive { get; init; } = [];
}
