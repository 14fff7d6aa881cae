using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet;
using Docker.DotNet.X509;

namespace MLOpsBuild.Delivery;

/// <summary>The certificates of a folder such as <c>~/.docker</c>: who we are, and who may sign the engine's certificate.</summary>
internal static class EngineCertificates
{
    /// <exception cref="DeliveryException">A file is missing or no certificate.</exception>
    public static Credentials Load(EngineOptions options)
    {
        var folder = options.Certificates ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        try
        {
            var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "ca.pem"));
            var client = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
            return new CertificateCredentials(client) { ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors, authority) };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw DeliveryErrors.BadEngineAddress($"DOCKER_CERT_PATH '{folder}' has no usable ca.pem, cert.pem and key.pem: {exception.Message}", "Put them there, or unset DOCKER_TLS_VERIFY and DOCKER_CERT_PATH for an engine without TLS.", exception);
        }
    }

    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2 authority)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            return false;
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck, // a private authority publishes no list
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build((X509Certificate2)certificate);
    }
}
