namespace MLOpsBuild.Emitters;

/// <summary>How jobs log in to a registry.</summary>
internal static class CiRegistry
{
    /// <summary>The variable with the name of the account.</summary>
    public const string Username = "MLOPSBUILD_REGISTRY_USERNAME";

    /// <summary>The variable with its password or token.</summary>
    public const string Password = "MLOPSBUILD_REGISTRY_PASSWORD";

    /// <summary>Whether it is GitHub's own, which takes the token of a job.</summary>
    public static bool IsGitHubs(string? registry) => registry is not null && (registry == "ghcr.io" || registry.StartsWith("ghcr.io/", StringComparison.Ordinal));
}
