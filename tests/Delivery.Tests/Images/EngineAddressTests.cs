using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Where a Docker engine is looked for, and what is said when it is not there.</summary>
public sealed class EngineAddressTests : IDisposable
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
    public async Task An_engine_over_TLS_is_known_by_its_authority_and_knows_us()
    {
        await DockerEngine.RequireAsync();
        using var authority = new Authority("the engine's authority");
        using var proxy = EngineProxy.OnPort(new()
        {
            ServerCertificate = authority.Issue("localhost"),
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Issuer == "CN=the engine's authority",
        });
        var options = new EngineOptions { Host = $"tcp://localhost:{proxy.Port}", Tls = true };

        await PingAsync(options with { Certificates = authority.Save(_temp.File("known")) });

        using var stranger = new Authority("a stranger");
        var unknown = await Refused.ByAsync(() => PingAsync(options with { Certificates = stranger.Save(_temp.File("unknown")) }));
        Assert.Equal(DeliveryCodes.NoEngine, unknown.Code);
        var otherName = await Refused.ByAsync(() => PingAsync(options with { Host = $"tcp://127.0.0.1:{proxy.Port}", Certificates = _temp.File("known") }));
        Assert.Equal(DeliveryCodes.NoEngine, otherName.Code);
    }

    private static Task PingAsync(EngineOptions options) => new EngineImageBuilder(options, ".").PingAsync(TestContext.Current.CancellationToken);

    /// <summary>Signs certificates.</summary>
    private sealed class Authority : IDisposable
    {
        private readonly X509Certificate2 _own;

        public Authority(string name)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            _own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        }

        public X509Certificate2 Issue(string name)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
            using var signed = request.Create(_own, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3, 4]);
            return signed.CopyWithPrivateKey(key);
        }

        /// <summary>Writes the three files that Docker's tools look for.</summary>
        public string Save(string folder)
        {
            Directory.CreateDirectory(folder);
            using var client = Issue("client");
            File.WriteAllText(Path.Combine(folder, "ca.pem"), _own.ExportCertificatePem());
            File.WriteAllText(Path.Combine(folder, "cert.pem"), client.ExportCertificatePem());
            File.WriteAllText(Path.Combine(folder, "key.pem"), client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            return folder;
        }

        public void Dispose() => _own.Dispose();
    }
}
