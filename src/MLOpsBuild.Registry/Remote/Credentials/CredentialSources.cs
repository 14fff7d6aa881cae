namespace MLOpsBuild.Registry;

/// <summary>The places where credentials are looked for.</summary>
public static class CredentialSources
{
    /// <summary>The environment, then Docker's configuration. For the one registry of a build: the environment's credentials go to whatever it asks for.</summary>
    public static ICredentialSource Default { get; } = First(FromEnvironment, Docker());

    /// <summary><c>MLOPSBUILD_REGISTRY_USERNAME</c> and <c>MLOPSBUILD_REGISTRY_PASSWORD</c>.</summary>
    public static ICredentialSource FromEnvironment => new EnvironmentCredentials(Environment.GetEnvironmentVariable);

    /// <summary>No credentials.</summary>
    public static ICredentialSource None { get; } = First();

    /// <summary>What <c>docker login</c> left: <c>config.json</c> with <c>auths</c>, <c>credHelpers</c> and <c>credsStore</c>.</summary>
    /// <param name="folder">The folder of <c>config.json</c>; by default <c>DOCKER_CONFIG</c>, else <c>.docker</c> in the home folder.</param>
    public static ICredentialSource Docker(string? folder = null) => new DockerCredentials(folder
        ?? Environment.GetEnvironmentVariable("DOCKER_CONFIG")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"));

    /// <summary>Always the same credentials, whatever the registry.</summary>
    public static ICredentialSource Fixed(RegistryCredentials credentials) => new FixedCredentials(credentials);

    /// <summary>The first source that has credentials wins.</summary>
    public static ICredentialSource First(params ICredentialSource[] sources) => new FirstOf(sources);

    private sealed record FixedCredentials(RegistryCredentials Credentials) : ICredentialSource
    {
        public Task<RegistryCredentials?> FindAsync(string registry, CancellationToken cancellationToken) => Task.FromResult<RegistryCredentials?>(Credentials);
    }

    private sealed class FirstOf(ICredentialSource[] sources) : ICredentialSource
    {
        public async Task<RegistryCredentials?> FindAsync(string registry, CancellationToken cancellationToken)
        {
            foreach (var source in sources)
            {
                if (await source.FindAsync(registry, cancellationToken) is { } found)
                    return found;
            }
            return null;
        }
    }
}
