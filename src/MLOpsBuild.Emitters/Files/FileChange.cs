namespace MLOpsBuild.Emitters;

/// <summary>What generating would do to a file.</summary>
/// <param name="Path">Relative to the repository, with <c>/</c>.</param>
/// <param name="Kind">What would be done.</param>
/// <param name="Before">The text on disk, with <c>\n</c>; null where there is no file.</param>
/// <param name="After">The text to be; null where there is to be no file.</param>
public sealed record FileChange(string Path, FileChangeKind Kind, string? Before, string? After)
{
    /// <summary>The change as a unified diff; empty when nothing changes.</summary>
    public string Diff => UnifiedDiff.Of(Before ?? "", After ?? "", Before is null ? "/dev/null" : $"a/{Path}", After is null ? "/dev/null" : $"b/{Path}");
}

/// <summary>What is done to a file.</summary>
public enum FileChangeKind
{
    /// <summary>It is as it should be.</summary>
    Unchanged,

    /// <summary>It is missing.</summary>
    Create,

    /// <summary>It was edited, or the definition has changed.</summary>
    Update,

    /// <summary>The definition no longer makes it, and it bears our header.</summary>
    Remove,

    /// <summary>Somebody else's file stands in its place; it is left alone.</summary>
    Foreign,
}
