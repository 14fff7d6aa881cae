using System.Security.Cryptography;
using System.Text;

namespace MLOpsBuild.Components;

/// <summary>Content as <c>sha256:</c> digests.</summary>
internal static class FileDigest
{
    public static string OfText(string text) => Format(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string OfFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return Format(SHA256.HashData(stream));
    }

    /// <summary>Every file below a folder by its relative path with <c>/</c>, the stage's own record left out.</summary>
    public static SortedDictionary<string, FileRecord> OfFolder(string folder)
    {
        var files = new SortedDictionary<string, FileRecord>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (name != StageRecord.FileName)
                files[name] = new(OfFile(file), new FileInfo(file).Length);
        }

        return files;
    }

    private static string Format(byte[] hash) => "sha256:" + Convert.ToHexStringLower(hash);
}
