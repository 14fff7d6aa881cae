namespace MLOpsBuild.Targets;

/// <summary>The known name that a wrong one was probably meant to be.</summary>
internal static class Nearest
{
    public static string? To(string word, IEnumerable<string> known)
    {
        var limit = Math.Max(2, word.Length / 3);
        return known
            .Select(name => (name, distance: Distance(word.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(it => it.distance <= limit || (word.Length > 2 && it.name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(it => it.distance)
            .Select(it => it.name)
            .FirstOrDefault();
    }

    public static string Hint(string word, IEnumerable<string> known, bool listAll = true)
    {
        var names = known.Order(StringComparer.OrdinalIgnoreCase).ToList();
        var nearest = To(word, names);
        var hint = nearest is null ? "" : $" Did you mean {nearest}?";
        return listAll && names.Count > 0 ? $"{hint} Known: {string.Join(", ", names)}." : hint;
    }

    /// <summary>Edits from one word to the other, a swap of neighbours counting as one (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
