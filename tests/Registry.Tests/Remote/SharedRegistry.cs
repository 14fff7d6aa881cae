using System.Globalization;
using MLOpsBuild.Testing;

[assembly: AssemblyFixture(typeof(MLOpsBuild.Registry.Tests.SharedRegistry))]

namespace MLOpsBuild.Registry.Tests;

/// <summary>One registry for all tests that need none of their own; each works below a path of its own.</summary>
public sealed class SharedRegistry : IAsyncDisposable
{
    private readonly Lazy<Task<DockerRegistry>> _registry = new(() => DockerRegistry.StartAsync());
    private int _paths;

    public async Task<string> HostAsync() => (await _registry.Value).Host;

    public async Task<string> DataAsync() => (await _registry.Value).Data;

    /// <summary>An address below which nothing is.</summary>
    public async Task<string> NewAddressAsync()
    {
        var host = await HostAsync();
        return string.Create(CultureInfo.InvariantCulture, $"{host}/test-{Interlocked.Increment(ref _paths)}/models");
    }

    public async Task<RemoteRegistry> ConnectAsync() => RemoteRegistry.Connect(await NewAddressAsync(), Quick);

    /// <summary>Impatient, and without the credentials of who runs the tests.</summary>
    public static RemoteOptions Quick { get; } = new()
    {
        FirstDelay = TimeSpan.FromMilliseconds(1),
        LongestDelay = TimeSpan.FromMilliseconds(20),
        Credentials = CredentialSources.None,
        AuthorityFile = null,
    };

    public async ValueTask DisposeAsync()
    {
        if (_registry.IsValueCreated && _registry.Value.IsCompletedSuccessfully)
            await (await _registry.Value).DisposeAsync();
    }
}
