using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MLOpsBuild.Registry;

/// <summary>Trusts the system's certificate authorities and those of one file; the host's name must fit in any case.</summary>
internal sealed class CertificateTrust
{
    private readonly X509Certificate2Collection _authorities = [];

    private CertificateTrust(string file) => _authorities.ImportFromPemFile(file);

    public static CertificateTrust Load(string file)
    {
        try
        {
            var trust = new CertificateTrust(file);
            return trust._authorities.Count > 0 ? trust : throw RegistryErrors.BadAuthorityFile(file, "it holds no certificate.");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw RegistryErrors.BadAuthorityFile(file, "it cannot be read as PEM.", unreadable);
        }
    }

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 leaf || chain is null)
            return errors == SslPolicyErrors.None;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // an authority of one's own seldom has a list to ask
        own.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        foreach (var element in chain.ChainElements.Skip(1))
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(leaf);
    }

    /// <summary>Whether the handshake was refused, and not broken off.</summary>
    public static bool IsRefusal(Exception failure) =>
        failure is AuthenticationException || (failure.InnerException is { } inner && IsRefusal(inner));
}
