using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>What a container with the model server is like, however its image is made.</summary>
public static class ServerContainer
{
    /// <summary>Where the server listens in the container.</summary>
    public const int Port = 8080;

    /// <summary>The user and group, without a name or a home, that the server runs as.</summary>
    public const int User = 10001;

    /// <summary>How many checks in a row must fail before the server counts as unhealthy.</summary>
    public const int HealthRetries = 3;

    /// <summary>The time between checks of its health.</summary>
    public static TimeSpan HealthInterval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a check may take.</summary>
    public static TimeSpan HealthTimeout { get; } = TimeSpan.FromSeconds(3);

    /// <summary>How long failed checks do not count after the start.</summary>
    public static TimeSpan HealthStart { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The variables of its environment.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Environment { get; } =
    [
        new("DOTNET_EnableDiagnostics", "0"),
        new("OMP_WAIT_POLICY", "passive"),
    ];

    /// <summary>A script for <c>bash</c> that asks the server whether it is ready; base images have no curl.</summary>
    public static string Ready { get; } = FormattableString.Invariant(
        $"exec 3<>/dev/tcp/127.0.0.1/{Port} && printf 'GET /v2/health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]");
}
