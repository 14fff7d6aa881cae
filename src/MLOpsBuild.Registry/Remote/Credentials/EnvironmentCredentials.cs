namespace MLOpsBuild.Registry;

/// <summary>Credentials from two environment variables, which belong together.</summary>
internal sealed class EnvironmentCredentials(Func<string, string?> variable) : ICredentialSource
{
    public const string Username = "MLOPSBUILD_REGISTRY_USERNAME";
    public const string Password = "MLOPSBUILD_REGISTRY_PASSWORD";

    public Task<RegistryCredentials?> FindAsync(string registry, CancellationToken cancellationToken) => Task.FromResult(
        (Value(Username), Value(Password)) switch
        {
            (null, null) => null,
            ({ } name, { } secret) => new RegistryCredentials(name, secret),
            (null, _) => throw RegistryErrors.HalfOfTheCredentials(Password, Username),
            (_, null) => throw RegistryErrors.HalfOfTheCredentials(Username, Password),
        });

    // A CI server hands an unset secret on as an empty variable.
    private string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
