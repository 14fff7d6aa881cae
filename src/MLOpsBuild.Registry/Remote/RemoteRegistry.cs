namespace MLOpsBuild.Registry;

/// <summary>
/// A registry that speaks the OCI distribution specification 1.1, below one path: repository <c>credit-scoring</c> of <c>ghcr.io/acme/models</c>
/// is <c>ghcr.io/acme/models/credit-scoring</c>. What comes from it has been checked against its digest; what breaks on the way is tried again.
/// </summary>
public sealed partial class RemoteRegistry : IDisposable
{
    private const int AtOnce = 8;
    private readonly RegistryClient _client;

    private RemoteRegistry(RegistryClient client) => _client = client;

    /// <summary>Host, port and path, without a scheme.</summary>
    public string Address => _client.Address.ToString();

    /// <summary>
    /// The registry at an address such as <c>ghcr.io/acme/models</c>; nothing is sent yet. This machine is spoken to in plain HTTP, others by
    /// HTTPS, unless the address begins with <c>http://</c> or <c>https://</c>. Refuses with <see cref="RegistryCodes.BadAddress"/> what is no address.
    /// </summary>
    public static RemoteRegistry Connect(string address, RemoteOptions? options = null)
    {
        var settings = options ?? new RemoteOptions();
        return new(new RegistryClient(RegistryAddress.Parse(address, settings.PlainHttp), settings));
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private RemoteRepository Repository(string name) => new(_client, _client.Address.Repository(name));

    private static async Task<ManifestDocument> RequireAsync(RemoteRepository repository, string reference, CancellationToken cancellationToken) =>
        await repository.ReadAsync(reference, cancellationToken) ?? throw RegistryErrors.UnknownRemoteReference(repository, reference);
}
