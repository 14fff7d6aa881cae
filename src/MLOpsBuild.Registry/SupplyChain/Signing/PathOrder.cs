namespace MLOpsBuild.Registry;

/// <summary>The order in which OpenSSF model signing lists files: part by part, so that <c>a/b</c> stands before <c>a.b</c>.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static PathOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x!.Split('/'), y!.Split('/'));
        var differing = left.Zip(right, string.CompareOrdinal).FirstOrDefault(order => order != 0);
        return differing != 0 ? differing : left.Length.CompareTo(right.Length);
    }
}
