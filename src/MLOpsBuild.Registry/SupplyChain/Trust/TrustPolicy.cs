using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>Whose signatures are trusted.</summary>
/// <param name="Keys">The keys, in the order of the file.</param>
public sealed record TrustPolicy(ImmutableArray<TrustedKey> Keys)
{
    /// <summary>The version of the file's format.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>A policy that trusts one key, always and for every pipeline.</summary>
    public static TrustPolicy Of(PublicKey key) => new([new TrustedKey(key.Id[..12], key)]);

    /// <summary>Reads a trust policy; refuses with <see cref="RegistryCodes.BadTrustPolicy"/> what is missing, unknown, doubled or contradictory in it.</summary>
    /// <param name="file">The path of the file; public keys that it names by path are beside it.</param>
    public static TrustPolicy Read(string file) => TrustPolicyFile.Read(file);

    /// <summary>The key of an id, or null.</summary>
    public TrustedKey? Find(string id) => Keys.FirstOrDefault(key => key.PublicKey.Id == id);

    /// <summary>Why a signature that the key would make now on a pipeline's package is not trusted, a clause; null where it is.</summary>
    public string? WhyNotTrusted(PublicKey key, string pipeline, DateTimeOffset now) => Find(key.Id) is { } trusted
        ? SignatureTime.WhyNotTrusted(trusted, pipeline, now, now)?.Message
        : $"the trust policy has no key {key.Id}";
}
