namespace MLOpsBuild.Emitters;

/// <summary>An action of another repository, pinned to the commit of a release.</summary>
/// <param name="Repository">Owner and name.</param>
/// <param name="Commit">The full SHA, 40 hexadecimal digits.</param>
/// <param name="Version">The release's tag.</param>
public sealed record ActionPin(string Repository, string Commit, string Version)
{
    /// <summary>The value of <c>uses</c>.</summary>
    public string Reference => $"{Repository}@{Commit}";
}
