using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>A certificate authority of a test's own and a certificate for loopback, as PEM files.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _authority;

    public TestCertificates()
    {
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=Test server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(_authority, now.AddDays(-1), now.AddDays(6), [1, 2, 3, 4]);

        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public string AuthorityFile => _folder.File("ca.pem");

    public string CertificateFile => _folder.File("server.pem");

    public string KeyFile => _folder.File("server.key");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }
}
