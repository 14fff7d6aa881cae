namespace MLOpsBuild.Targets;

/// <summary>Where the build runs.</summary>
/// <param name="Name">As in <c>--host</c>.</param>
/// <param name="IsServer">True on a CI server.</param>
public sealed record Host(string Name, bool IsServer)
{
    /// <summary>A person's machine.</summary>
    public static Host Terminal { get; } = new("Terminal", false);

    /// <summary>GitHub Actions.</summary>
    public static Host GitHubActions { get; } = new("GitHubActions", true);

    /// <summary>Jenkins.</summary>
    public static Host Jenkins { get; } = new("Jenkins", true);

    /// <summary>Any other CI server.</summary>
    public static Host OtherServer { get; } = new("Server", true);

    internal static IReadOnlyList<Host> All { get; } = [Terminal, GitHubActions, Jenkins, OtherServer];

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static Host Detect(Func<string, string?> variable) =>
        variable("GITHUB_ACTIONS") is "true" ? GitHubActions
        : !string.IsNullOrEmpty(variable("JENKINS_URL") ?? variable("JENKINS_HOME")) ? Jenkins
        : variable("CI") is "true" or "1" ? OtherServer
        : Terminal;
}
