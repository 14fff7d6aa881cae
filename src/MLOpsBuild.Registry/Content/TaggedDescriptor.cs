namespace MLOpsBuild.Registry;

/// <summary>A manifest under one of its tags, for example version <c>0.1.0</c> of <c>credit-scoring</c>.</summary>
public sealed record TaggedDescriptor(string Name, string Tag, Descriptor Descriptor)
{
    /// <summary>Whether the tag is a version (<c>0.1.0</c>) and not an alias (<c>champion</c>).</summary>
    public bool IsVersion => PackageVersion.Parse(Tag) is not null;

    /// <summary>The reference that tools take: <c>name:tag</c>.</summary>
    public override string ToString() => $"{Name}:{Tag}";
}
