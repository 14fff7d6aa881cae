namespace MLOpsBuild.Delivery;

/// <summary>What a deploy would change in a cluster besides the release itself, for its plan: numbers of servers, resources, settings, objects.</summary>
internal static class ClusterSettings
{
    private const int Longest = 160;

    /// <summary>A clause for each object or field; null where only the release changes, or nothing serves yet.</summary>
    /// <param name="current">What serves; null where nothing does.</param>
    /// <param name="next">What is to serve.</param>
    /// <param name="differences">What the cluster would change.</param>
    public static string? Change(ClusterRelease? current, ClusterRelease next, IEnumerable<FieldDifference> differences)
    {
        if (current is null)
            return null;
        string[] clauses =
        [
            .. differences.Where(difference => !IsMark(difference) && ((current.Version, current.Digest) == (next.Version, next.Digest) || !IsImage(difference))).Select(Clause),
            .. current.Manifest.Objects.Where(item => item.Kind() != "ConfigMap" && !next.Manifest.Has(item)).Select(item => $"{ClusterComparison.Told(item)} is taken away"),
        ];
        return clauses.Length == 0 ? null : string.Join("; ", clauses);
    }

    private static bool IsMark(FieldDifference difference) => difference.Path.Contains("." + Marks.Prefix, StringComparison.Ordinal);

    private static bool IsImage(FieldDifference difference) => difference.Path.EndsWith($"[{ClusterManifest.Server}].image", StringComparison.Ordinal);

    private static string Clause(FieldDifference difference) => difference.Path.Length == 0
        ? $"{difference.Object} is made"
        : $"{difference.Object}: {difference.Path} from {Short(difference.Is)} to {Short(difference.WasToBe)}";

    private static string Short(string? value) => value is null ? "nothing" : value.Length <= Longest ? value : value[..Longest] + "…";
}
