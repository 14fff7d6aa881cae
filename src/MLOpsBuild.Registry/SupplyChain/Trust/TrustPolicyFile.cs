using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>Reads <c>trust.json</c>. A member that is not known is refused: a mistyped limit would be no limit.</summary>
internal static class TrustPolicyFile
{
    private static readonly ImmutableSortedDictionary<string, RevocationReason> Reasons = Enum.GetValues<RevocationReason>()
        .ToImmutableSortedDictionary(reason => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()), reason => reason, StringComparer.Ordinal);

    public static TrustPolicy Read(string file)
    {
        try
        {
            var root = JsonPlace.Parse(File.ReadAllBytes(file), file);
            var version = root.Required("formatVersion").AsCount();
            if (version != TrustPolicy.CurrentFormatVersion)
                throw RegistryErrors.BadTrustPolicy(file, $"it has the format {version}; this build reads format {TrustPolicy.CurrentFormatVersion}.");
            AllowOnly(root, "formatVersion", "keys");
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var keys = root.Required("keys").Items().Select(key => (Place: key, Key: ReadKey(key, folder))).ToList();
            RequireEachOnce(keys);
            return new([.. keys.Select(key => key.Key)]);
        }
        catch (RegistryException invalid) when (invalid.Code == RegistryCodes.InvalidDocument)
        {
            throw RegistryErrors.BadTrustPolicy(file, invalid.Reason, invalid);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw RegistryErrors.BadTrustPolicy(file, unreadable is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : unreadable.Message, unreadable);
        }
    }

    private static TrustedKey ReadKey(JsonPlace place, string folder)
    {
        AllowOnly(place, "id", "name", "publicKey", "notBefore", "notAfter", "pipelines", "revoked");
        var publicKey = ReadPublicKey(place.Required("publicKey"), folder);
        if (place.Member("id") is { } id && id.AsText() != publicKey.Id)
            throw id.Refuse($"is '{id.AsText()}', but the id of this public key is {publicKey.Id}.");
        var key = new TrustedKey(Name(place.Required("name")), publicKey)
        {
            NotBefore = place.Member("notBefore") is { } before ? Time(before) : DateTimeOffset.MinValue,
            NotAfter = place.Member("notAfter") is { } after ? Time(after) : DateTimeOffset.MaxValue,
            Pipelines = Pipelines(place.Required("pipelines")),
            Revoked = place.Member("revoked") is { } revoked ? ReadRevocation(revoked) : null,
        };
        return key.NotBefore < key.NotAfter ? key : throw place.Refuse("has a notBefore that is not before its notAfter.");
    }

    private static PublicKey ReadPublicKey(JsonPlace place, string folder)
    {
        var text = place.AsText();
        try
        {
            return PublicKey.Parse(text.Contains("-----BEGIN ", StringComparison.Ordinal) ? text : File.ReadAllText(Path.Combine(folder, text)));
        }
        catch (FormatException bad)
        {
            throw place.Refuse($"cannot be used: {bad.Message}.");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw place.Refuse($"is '{text}', which is neither a PEM nor the path of a file beside the policy that can be read.");
        }
    }

    private static Revocation ReadRevocation(JsonPlace place)
    {
        AllowOnly(place, "at", "reason");
        var reason = place.Required("reason");
        return Reasons.TryGetValue(reason.AsText(), out var known)
            ? new(Time(place.Required("at")), known)
            : throw reason.Refuse($"is '{reason.AsText()}'. Known: {string.Join(", ", Reasons.Keys)}.");
    }

    private static string Name(JsonPlace place) => place.AsText() is { Length: > 0 } name && !name.Any(char.IsControl) ? name : throw place.Refuse("is no name on one line.");

    private static ImmutableArray<string> Pipelines(JsonPlace place)
    {
        ImmutableArray<string> names = [.. place.Items().Select(item => item.AsText())];
        return names.Length > 0 ? names : throw place.Refuse($"is empty. Name the pipelines that the key may sign, or [\"{TrustedKey.AllPipelines}\"] for all.");
    }

    private static DateTimeOffset Time(JsonPlace place) =>
        DateTimeOffset.TryParseExact(place.AsText(), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw place.Refuse($"is '{place.AsText()}' where a time such as 2026-01-31T12:00:00Z is expected.");

    private static void RequireEachOnce(IReadOnlyList<(JsonPlace Place, TrustedKey Key)> keys)
    {
        foreach (var (place, key) in keys)
        {
            if (keys.Count(other => other.Key.PublicKey.Id == key.PublicKey.Id) > 1)
                throw place.Refuse($"has the public key {key.PublicKey.Id}, which stands there twice.");
            if (keys.Count(other => other.Key.Name == key.Name) > 1)
                throw place.Refuse($"has the name '{key.Name}', which stands there twice.");
        }
    }

    private static void AllowOnly(JsonPlace place, params string[] known)
    {
        var stranger = place.Expect(JsonValueKind.Object, "an object").Element.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name));
        if (stranger is not null)
            throw place.Refuse($"has a member '{stranger}'. Known: {string.Join(", ", known)}.");
    }
}
