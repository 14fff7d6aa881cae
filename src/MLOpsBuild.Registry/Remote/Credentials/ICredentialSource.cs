namespace MLOpsBuild.Registry;

/// <summary>Finds the credentials of a registry.</summary>
public interface ICredentialSource
{
    /// <summary>The credentials for a registry, or null where this source has none.</summary>
    /// <param name="registry">Host, and port where it is not the usual one, with the path of its repositories where there is one: <c>ghcr.io/acme</c>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    Task<RegistryCredentials?> FindAsync(string registry, CancellationToken cancellationToken);
}
