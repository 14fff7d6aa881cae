namespace MLOpsBuild.Targets;

/// <summary>A rooted, normalised path: <c>RootDirectory / "artifacts" / "model.zip"</c>.</summary>
public sealed class AbsolutePath : IEquatable<AbsolutePath>, IComparable<AbsolutePath>
{
    private readonly string path;

    private AbsolutePath(string path) => this.path = path;

    /// <summary>The last part.</summary>
    public string Name => Path.GetFileName(path);

    /// <summary>The last part without its extension.</summary>
    public string NameWithoutExtension => Path.GetFileNameWithoutExtension(path);

    /// <summary>The extension with its dot, or nothing.</summary>
    public string Extension => Path.GetExtension(path);

    /// <summary>The folder it stands in; null at the root.</summary>
    public AbsolutePath? Parent => Path.GetDirectoryName(path) is { } parent ? new AbsolutePath(parent) : null;

    /// <summary>A path from text that must be rooted.</summary>
    public static AbsolutePath Create(string path) =>
        Path.IsPathRooted(path)
            ? new AbsolutePath(Normalise(path))
            : throw new ArgumentException($"'{path}' is not an absolute path: join it to one, as in RootDirectory / \"{path}\".", nameof(path));

    /// <summary>A path from text that must be rooted; null stays null.</summary>
    public static implicit operator AbsolutePath?(string? path) => path is null ? null : Create(path);

    /// <summary>The text; null stays null.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?.path;

    /// <summary>A path below; <c>..</c> goes up, a rooted right side is refused.</summary>
    public static AbsolutePath operator /(AbsolutePath left, string? right) =>
        string.IsNullOrEmpty(right) ? left
        : Path.IsPathRooted(right) ? throw new ArgumentException($"'{right}' is rooted and cannot stand below '{left}'.", nameof(right))
        : new AbsolutePath(Normalise(Path.Combine(left.path, right)));

    /// <summary>The path with text added to its last part.</summary>
    public static AbsolutePath operator +(AbsolutePath left, string? right) => new(Normalise(left.path + right));

    /// <summary>True when both name the same path, by text.</summary>
    public static bool operator ==(AbsolutePath? left, AbsolutePath? right) => Equals(left, right);

    /// <summary>True when they name different paths, by text.</summary>
    public static bool operator !=(AbsolutePath? left, AbsolutePath? right) => !Equals(left, right);

    /// <summary>Orders by text.</summary>
    public static bool operator <(AbsolutePath left, AbsolutePath right) => left.CompareTo(right) < 0;

    /// <summary>Orders by text.</summary>
    public static bool operator >(AbsolutePath left, AbsolutePath right) => left.CompareTo(right) > 0;

    /// <summary>Orders by text.</summary>
    public static bool operator <=(AbsolutePath left, AbsolutePath right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by text.</summary>
    public static bool operator >=(AbsolutePath left, AbsolutePath right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(AbsolutePath? other) => string.CompareOrdinal(path, other?.path);

    /// <inheritdoc/>
    public bool Equals(AbsolutePath? other) => other is not null && path == other.path;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AbsolutePath);

    /// <inheritdoc/>
    public override int GetHashCode() => path.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => path;

    private static string Normalise(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
