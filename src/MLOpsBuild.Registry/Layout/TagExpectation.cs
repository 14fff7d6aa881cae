namespace MLOpsBuild.Registry;

/// <summary>What a tag must be at the moment it is changed.</summary>
public sealed record TagExpectation
{
    private readonly bool _any;
    private readonly Digest? _digest;

    private TagExpectation(bool any, Digest? digest) => (_any, _digest) = (any, digest);

    /// <summary>The tag may be whatever it is.</summary>
    public static TagExpectation Anything { get; } = new(true, null);

    /// <summary>The tag does not exist.</summary>
    public static TagExpectation Absent { get; } = new(false, null);

    /// <summary>The tag names this digest, or does not exist where null is given.</summary>
    public static TagExpectation Exactly(Digest? digest) => new(false, digest);

    internal void Check(string reference, Digest? current)
    {
        if (!_any && current != _digest)
            throw RegistryErrors.TagMoved(reference, Name(_digest), Name(current));
    }

    private static string Name(Digest? digest) => digest?.ToString() ?? "absent";
}
