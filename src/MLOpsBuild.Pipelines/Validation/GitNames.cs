namespace MLOpsBuild.Pipelines;

/// <summary>Which names of branches git takes (git-check-ref-format), and CI servers with it.</summary>
internal static class GitNames
{
    private const int Longest = 255;

    /// <summary>What is wrong with a branch's name, a clause; null when nothing is.</summary>
    public static string? Mistake(string branch)
    {
        if (branch.Length is 0 or > Longest)
            return $"a branch's name has 1 to {Longest} characters";
        if (branch.Any(letter => char.IsControl(letter) || " ~^:?*[\\".Contains(letter, StringComparison.Ordinal)) || !branch.IsNormalized() || branch.Contains('\uFFFD', StringComparison.Ordinal))
            return "git allows no control characters, spaces or any of ~^:?*[\\ in a branch's name";
        if (branch.Contains("..", StringComparison.Ordinal) || branch.Contains("@{", StringComparison.Ordinal) || branch is "@" or "HEAD")
            return "git allows neither .. nor @{ in a branch's name, nor @ or HEAD as one";
        if (branch[0] == '-' || branch.Split('/').Any(part => part.Length == 0 || part[0] == '.' || part[^1] == '.' || part.EndsWith(".lock", StringComparison.Ordinal)))
            return "a branch's name starts with no dash, and no part of it between slashes is empty, starts or ends with a dot or ends with .lock";
        return branch[0] == '!' || branch.Contains('+', StringComparison.Ordinal) || branch.Contains(']', StringComparison.Ordinal)
            ? "GitHub Actions takes a leading ! and any + or ] of a branch's name for a pattern"
            : null;
    }
}
