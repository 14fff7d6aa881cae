namespace MLOpsBuild.Learning;

/// <summary>Finds the known name that a wrong one was probably meant to be.</summary>
public static class Nearest
{
    /// <summary>The closest candidate by edit distance, case ignored, if at most a third of the name differs; else null.</summary>
    public static string? To(string name, IEnumerable<string> candidates) => candidates
        .Select(candidate => (candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(pair => pair.Distance <= Math.Max(1, name.Length / 3))
        .OrderBy(pair => pair.Distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
        .Select(pair => pair.candidate)
        .FirstOrDefault();

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
