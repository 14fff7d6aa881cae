namespace MLOpsBuild.Emitters;

/// <summary>Names made unique: what stands there again says so.</summary>
internal static class CountedNames
{
    public static IEnumerable<string> Of(IEnumerable<string> names)
    {
        var counts = new Dictionary<string, int>();
        foreach (var name in names)
        {
            counts[name] = counts.GetValueOrDefault(name) + 1;
            yield return counts[name] == 1 ? name : FormattableString.Invariant($"{name} ({counts[name]} times)");
        }
    }
}
