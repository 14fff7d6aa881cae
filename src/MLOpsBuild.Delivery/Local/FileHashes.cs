using System.Collections.Immutable;
using System.Security.Cryptography;

namespace MLOpsBuild.Delivery;

/// <summary>What files a folder holds, and what is in them.</summary>
internal static class FileHashes
{
    /// <summary>The SHA-256 of each file whose relative path is wanted, by prefix and path with forward slashes.</summary>
    public static ImmutableSortedDictionary<string, string> Of(string folder, string prefix, Func<string, bool> wanted) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(wanted)
            .ToImmutableSortedDictionary(path => prefix + path, path => Of(Path.Combine(folder, path)), StringComparer.Ordinal)
        : ImmutableSortedDictionary<string, string>.Empty;

    private static string Of(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
