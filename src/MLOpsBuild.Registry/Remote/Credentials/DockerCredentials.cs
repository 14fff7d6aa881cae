using System.Text;

namespace MLOpsBuild.Registry;

/// <summary>Credentials from Docker's <c>config.json</c>: a helper of the registry's own, the common store, then what stands in the file.</summary>
internal sealed class DockerCredentials(string folder) : ICredentialSource
{
    private const string DockerHubKey = "https://index.docker.io/v1/";

    private string ConfigFile => Path.Combine(folder, "config.json");

    public async Task<RegistryCredentials?> FindAsync(string registry, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } config)
            return null;
        var host = registry.Split('/')[0];
        var key = host == "docker.io" ? DockerHubKey : host;
        var helper = config.Member("credHelpers")?.Member(host)?.AsText() ?? config.Member("credsStore")?.AsText();
        var stored = string.IsNullOrEmpty(helper) ? null : await new CredentialHelper(helper).GetAsync(key, cancellationToken);
        return stored ?? Keys(registry, key).Select(name => config.Member("auths")?.Member(name)).OfType<JsonPlace>().Select(Read).FirstOrDefault(read => read is not null);
    }

    private async Task<JsonPlace?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return JsonPlace.Parse(await File.ReadAllBytesAsync(ConfigFile, cancellationToken), ConfigFile);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (RegistryException invalid)
        {
            throw RegistryErrors.BadDockerConfig(ConfigFile, "it is not JSON.", invalid);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw RegistryErrors.AccessDenied(ConfigFile, denied);
        }
    }

    // The longest path first, as other tools have it; old versions of Docker wrote URLs.
    private static IEnumerable<string> Keys(string registry, string key)
    {
        for (var name = registry; name.Contains('/', StringComparison.Ordinal); name = name[..name.LastIndexOf('/')])
            yield return name;
        yield return key;
        yield return $"https://{key}";
        yield return $"https://{key}/v1/";
        yield return $"https://{key}/v2/";
    }

    // After a login through a helper Docker leaves an empty entry behind.
    private RegistryCredentials? Read(JsonPlace entry)
    {
        if (entry.Member("identitytoken")?.AsText() is { Length: > 0 } token)
            return new("", token) { IsIdentityToken = true };
        if (entry.Member("auth")?.AsText() is not { Length: > 0 } auth)
            return null;
        var bytes = new byte[auth.Length];
        var pair = Convert.TryFromBase64String(auth, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) : [];
        return pair is [var name, var secret]
            ? new(name, secret.TrimEnd('\0'))
            : throw RegistryErrors.BadDockerConfig(ConfigFile, $"{entry.Path}.auth is not the base64 of 'name:password'.");
    }
}
