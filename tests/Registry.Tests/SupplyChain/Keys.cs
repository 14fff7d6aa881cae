using System.Security.Cryptography;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>Keys that tests make for themselves.</summary>
internal static class Keys
{
    public const string Passphrase = "correct horse battery staple";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A private key as PKCS #8.</summary>
    public static string NewPem(ECCurve? curve = null)
    {
        using var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>A private key, encrypted with <see cref="Passphrase"/>.</summary>
    public static string NewEncryptedPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000)) + "\n";
    }

    public static SigningKey New() => Find((SigningKeySource.KeyVariable, NewPem()))!;

    /// <summary>The key that these variables name.</summary>
    public static SigningKey? Find(params (string Name, string Value)[] variables) => Find(Environment.CurrentDirectory, variables);

    public static SigningKey? Find(string folder, params (string Name, string Value)[] variables) =>
        SigningKeySource.Find(name => variables.FirstOrDefault(variable => variable.Name == name).Value, folder, TimeSpan.FromSeconds(30));

    public static TrustPolicy Trust(params TrustedKey[] keys) => new([.. keys]);

    public static TrustedKey Trusted(this SigningKey key, string name = "ci") => new(name, key.PublicKey);

    /// <summary>Writes a key's PEM into a folder and returns its path.</summary>
    public static string WritePublic(this TemporaryFolder temp, SigningKey key, string name = "key.pub") => temp.Write(name, key.PublicKey.Pem);
}
