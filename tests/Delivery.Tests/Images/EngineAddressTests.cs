using System.Net;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Where a Docker engine is looked for, and what is said when it is not there.</summary>
public sealed class EngineAddressTests(Releases releases) : IDisposable
{
    private const string NoEngine = " Start one (systemctl start docker), name another by DOCKER_HOST, or make the image without one: --daemonless with a base, by --base or in the definition's Docker(docker => docker.Daemonless(...)).";

    private readonly TemporaryFolder _temp = new("mlops-engine");

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("unix:///nowhere/docker.sock", "no Docker engine answers at unix:///nowhere/docker.sock: there is no such socket.")]
    [InlineData("tcp://127.0.0.1:1", "no Docker engine answers at tcp://127.0.0.1:1/: Connection refused.")]
    public async Task An_engine_that_is_not_there_is_what_the_machine_lacks(string host, string why)
    {
        var refused = await Refused.ByAsync(() => PingAsync(new() { Host = host }));
        Assert.Equal((DeliveryFault.Environment, "DEL631: " + why + NoEngine), (refused.Fault, refused.Message));
    }

    [Theory]
    [InlineData("ssh://me@host", "DOCKER_HOST 'ssh://me@host' is reached over SSH, which the Engine API's client does not speak. Forward the socket (ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock HOST) and set DOCKER_HOST=unix:///tmp/docker.sock.")]
    [InlineData("tcp://host", "DOCKER_HOST 'tcp://host' names no port. Add it, as in tcp://host:2376.")]
    [InlineData("docker.sock", "DOCKER_HOST 'docker.sock' is no address. Write it as unix:///var/run/docker.sock or tcp://host:2376.")]
    [InlineData("fd://", "DOCKER_HOST 'fd://' is of a kind that is not known. Write it as unix:///var/run/docker.sock or tcp://host:2376.")]
    public async Task An_address_that_cannot_be_used_is_refused(string host, string message)
    {
        var refused = await Refused.ByAsync(() => PingAsync(new() { Host = host }));
        Assert.Equal((DeliveryFault.Environment, "DEL632: " + message), (refused.Fault, refused.Message));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_not_waited_for_long()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var refused = await Refused.ByAsync(() => PingAsync(new() { Host = $"tcp://{silent.LocalEndpoint}", AnswerTimeout = TimeSpan.FromSeconds(0.2) }));
        Assert.StartsWith($"DEL631: no Docker engine answers at tcp://{silent.LocalEndpoint}/: no answer within 0.2 s.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_that_are_not_there_are_told()
    {
        var refused = await Refused.ByAsync(() => PingAsync(new() { Host = "tcp://127.0.0.1:1", Tls = true, Certificates = _temp.Path }));
        Assert.Equal((DeliveryFault.Environment, DeliveryCodes.BadEngineAddress), (refused.Fault, refused.Code));
        Assert.StartsWith($"DEL632: DOCKER_CERT_PATH '{_temp.Path}' has no usable ca.pem, cert.pem and key.pem: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_over_TLS_is_known_by_its_authority_knows_us_and_builds()
    {
        await DockerEngine.RequireAsync();
        using var authority = new TestAuthority("the engine's authority");
        using var engine = EngineProxy.OnPort(new()
        {
            ServerCertificate = authority.Issue("localhost"),
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Issuer == "CN=the engine's authority",
        });
        var options = new EngineOptions { Host = $"tcp://localhost:{engine.Port}", Tls = true, Certificates = authority.Save(_temp.File("known"), "client") };
        var folder = Directory.CreateDirectory(_temp.File("checkout", "pipelines", Releases.Pipeline)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), $"FROM scratch\nCOPY pipelines/{Releases.Pipeline}/Dockerfile /\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile.dockerignore"), "**\n", TestContext.Current.CancellationToken);

        var said = new List<string>();
        var image = await new EngineImageBuilder(options, _temp.File("checkout")).BuildAsync((await ImageOrder.RequestAsync(releases.First, Releases.ServerFolder)) with { Reference = "mlops-image-secured:1" }, null, said.Add, TestContext.Current.CancellationToken);
        Assert.Contains($"Successfully tagged {image.Reference}", said);

        using var stranger = new TestAuthority("a stranger");
        var unknown = stranger.Save(_temp.File("unknown"), "client");
        Assert.Equal(DeliveryCodes.NoEngine, (await Refused.ByAsync(() => PingAsync(options with { Certificates = unknown }))).Code);
        File.Copy(Path.Combine(options.Certificates!, "ca.pem"), Path.Combine(unknown, "ca.pem"), overwrite: true);
        Assert.Equal(DeliveryCodes.NoEngine, (await Refused.ByAsync(() => PingAsync(options with { Certificates = unknown }))).Code); // it does not know us
        Assert.Equal(DeliveryCodes.NoEngine, (await Refused.ByAsync(() => PingAsync(options with { Host = $"tcp://127.0.0.1:{engine.Port}" }))).Code); // its certificate has another name
    }

    private static Task PingAsync(EngineOptions options) => new EngineImageBuilder(options, ".").PingAsync(TestContext.Current.CancellationToken);
}
