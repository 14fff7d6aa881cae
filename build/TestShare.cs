/// <summary>Deals the test projects out to the parts in which a CI server runs them.</summary>
internal static class TestShare
{
    /// <summary>In how many parts; each of the two longest projects takes longer than all others together, so that more would wait for them.</summary>
    public const int Parts = 2;

    private const string Suffix = ".Tests.csproj";

    /// <summary>How long a project takes beside one that is not named here; a wrong number costs time and no test.</summary>
    private static readonly Dictionary<string, int> Weights = new()
    {
        ["MLOpsBuild.EndToEnd"] = 50,
        ["MLOpsBuild.Delivery"] = 60,
        ["MLOpsBuild.Emitters"] = 6,
    };

    /// <summary>The test projects below a folder, in order.</summary>
    public static string[] Projects(string folder) =>
        [.. Directory.GetFiles(folder, "*" + Suffix, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>The projects of each part: the heaviest first, each to the part that has the least so far.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IEnumerable<string> projects)
    {
        var shares = Enumerable.Range(0, Parts).Select(_ => new List<string>()).ToArray();
        foreach (var project in projects.OrderByDescending(Weight).ThenBy(project => project, StringComparer.Ordinal))
            shares.MinBy(share => share.Sum(Weight))!.Add(project);
        return shares;
    }

    private static int Weight(string project)
    {
        var name = Path.GetFileName(project);
        return Weights.GetValueOrDefault(name[..^Math.Min(Suffix.Length, name.Length)], 1);
    }
}
