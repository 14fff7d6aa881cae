namespace MLOpsBuild.Components;

/// <summary>Suggests what a mistyped name was meant to be.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest edits, or null when none is near.</summary>
    public static string? To(string name, IEnumerable<string> known) => known
        .Select(candidate => (candidate, edits: Edits(name, candidate)))
        .Where(pair => pair.edits <= Math.Max(2, name.Length / 3))
        .OrderBy(pair => pair.edits)
        .Select(pair => pair.candidate)
        .FirstOrDefault();

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
