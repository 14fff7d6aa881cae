namespace MLOpsBuild.Emitters;

/// <summary>Names of stages that hold others.</summary>
internal static class JenkinsNames
{
    private const int Longest = 60;

    public static string Parallel(IEnumerable<string> names) => Join(", ", [.. names]);

    public static string Sequence(IEnumerable<string> names) => Join(", then ", [.. names]);

    public static string Matrix(string name) => $"Parts of {name}";

    private static string Join(string between, string[] names)
    {
        var text = string.Join(between, names);
        return text.Length <= Longest ? text : FormattableString.Invariant($"{names[0]} and {names.Length - 1} more");
    }
}
