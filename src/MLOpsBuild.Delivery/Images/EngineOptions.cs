namespace MLOpsBuild.Delivery;

/// <summary>Where the Docker engine is, as Docker's own tools take it from the environment.</summary>
public sealed record EngineOptions
{
    /// <summary><c>DOCKER_HOST</c>: <c>unix:///path</c>, <c>tcp://host:port</c> or, on Windows, <c>npipe://./pipe/name</c>; null stands for this system's own engine.</summary>
    public string? Host { get; init; }

    /// <summary><c>DOCKER_CERT_PATH</c>: the folder of <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>; null stands for <c>~/.docker</c> where TLS is asked for.</summary>
    public string? Certificates { get; init; }

    /// <summary>Whether to speak TLS; the engine's certificate is checked against <c>ca.pem</c> in any case. Default false.</summary>
    public bool Tls { get; init; }

    /// <summary>How long the engine may take to its first answer. Default 10 seconds.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From <c>DOCKER_HOST</c>, <c>DOCKER_CERT_PATH</c> and <c>DOCKER_TLS_VERIFY</c>; either of the last two asks for TLS over TCP.</summary>
    public static EngineOptions FromEnvironment() => new()
    {
        Host = Variable("DOCKER_HOST"),
        Certificates = Variable("DOCKER_CERT_PATH"),
        Tls = Variable("DOCKER_TLS_VERIFY") is not null || Variable("DOCKER_CERT_PATH") is not null,
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
