using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>
/// What a signature says: an in-toto statement with the predicate of OpenSSF model signing 1.0, which lists each file of the model,
/// and beside that, in a member of our own, which package it is, whose, when, and what is attached to it.
/// </summary>
internal sealed record SignedStatement
{
    /// <summary>The member of the predicate that is ours; other verifiers ignore it, as the format asks them to.</summary>
    public const string PackageMember = "vnd.mlopsbuild.package.v1";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The digest of the package's manifest.</summary>
    public required Digest Package { get; init; }

    /// <summary>The pipeline that the package is of.</summary>
    public required string Pipeline { get; init; }

    /// <summary>When it was signed, in whole seconds, as the signer's clock says.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>The files of the package, each by its digest.</summary>
    public required ImmutableArray<(string Name, Digest Digest)> Files { get; init; }

    /// <summary>The payloads that were attached to the package when it was signed.</summary>
    public required ImmutableArray<Digest> Attachments { get; init; }

    public byte[] ToBytes()
    {
        var files = Files.OrderBy(file => file.Name, PathOrder.Instance).ToList();
        return InTotoStatement.Bytes(Pipeline, Root(files), SupplyChainTypes.ModelSigningPredicate, writer =>
        {
            writer.WriteStartObject("serialization");
            writer.WriteString("method", "files");
            writer.WriteString("hash_type", "sha256");
            writer.WriteBoolean("allow_symlinks", false);
            writer.WriteEndObject();
            writer.WriteList("resources", files, WriteFile);
            writer.WriteStartObject(PackageMember);
            writer.WriteString("manifest", Package.ToString());
            writer.WriteString("pipeline", Pipeline);
            writer.WriteString("signedAt", SignedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            writer.WriteList("attachments", Attachments, (list, digest) => list.WriteStringValue(digest.ToString()));
            writer.WriteEndObject();
        });
    }

    /// <summary>Reads a statement whose signature has been checked.</summary>
    public static SignedStatement Parse(ReadOnlyMemory<byte> bytes, string where)
    {
        var root = JsonPlace.Parse(bytes, where);
        InTotoStatement.RequireText(root, "_type", InTotoStatement.Type);
        InTotoStatement.RequireText(root, "predicateType", SupplyChainTypes.ModelSigningPredicate);
        var predicate = root.RequiredObject("predicate");
        var package = predicate.RequiredObject(PackageMember);
        var statement = new SignedStatement
        {
            Package = package.Required("manifest").AsDigest(),
            Pipeline = package.Required("pipeline").AsText(),
            SignedAt = Time(package.Required("signedAt")),
            Files = [.. predicate.Required("resources").Items().Select(ReadFile)],
            Attachments = [.. package.Required("attachments").Items().Select(item => item.AsDigest())],
        };
        var subject = root.Required("subject").Items().ToList() is [var only] ? only : throw root.Refuse("has other than one subject.");
        var listed = subject.RequiredObject("digest").Required("sha256").AsText();
        return listed == Root(statement.Files).Hex ? statement : throw subject.Refuse("has another digest than the files that are listed.");
    }

    /// <summary>The digest over the digests, in their order, by which model signing names a model as a whole.</summary>
    private static Digest Root(IEnumerable<(string Name, Digest Digest)> files) =>
        Digest.OfHash(SHA256.HashData(files.SelectMany(file => Convert.FromHexString(file.Digest.Hex)).ToArray()));

    private static void WriteFile(Utf8JsonWriter list, (string Name, Digest Digest) file)
    {
        list.WriteStartObject();
        list.WriteString("name", file.Name);
        list.WriteString("algorithm", file.Digest.Algorithm);
        list.WriteString("digest", file.Digest.Hex);
        list.WriteEndObject();
    }

    private static (string Name, Digest Digest) ReadFile(JsonPlace place)
    {
        InTotoStatement.RequireText(place, "algorithm", "sha256");
        return (place.Required("name").AsText(), Digest.TryParse("sha256:" + place.Required("digest").AsText(), out var digest) ? digest : throw place.Refuse("has no SHA-256 as its digest."));
    }

    private static DateTimeOffset Time(JsonPlace place) =>
        DateTimeOffset.TryParseExact(place.AsText(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw place.Refuse($"is '{place.AsText()}' where a time such as 2026-01-31T12:00:00Z is expected.");
}
