using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>
/// What a reader knows of a package before unpacking it. Nothing measured, no clock, no machine: the same model has the same config.
/// </summary>
public sealed record PackageConfig(int FormatVersion, string Pipeline, string Task)
{
    /// <summary>The package format that this library writes and reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The media type of the config blob.</summary>
    public const string MediaType = "application/vnd.mlopsbuild.model.config.v1+json";

    /// <summary>Further facts that belong to the model and change its digest, for example the runtime identifier; none by default.</summary>
    public ImmutableSortedDictionary<string, string> Properties
    {
        get;
        init => field = value.WithComparers(StringComparer.Ordinal);
    } = Descriptor.NoAnnotations;

    /// <summary>The files, in ordinal order of their names; <see cref="ModelPackage.WriteAsync"/> fills them in.</summary>
    public ImmutableArray<PackageFile> Files { get; init; } = [];

    internal byte[] ToBytes() => JsonText.Object(writer =>
    {
        writer.WriteNumber("formatVersion", FormatVersion);
        writer.WriteString("pipeline", Pipeline);
        writer.WriteString("task", Task);
        writer.WriteMap("properties", Properties);
        writer.WriteList("files", Files, (list, file) =>
        {
            list.WriteStartObject();
            list.WriteString("name", file.Name);
            list.WriteNumber("size", file.Size);
            list.WriteString("digest", file.Digest.ToString());
            list.WriteEndObject();
        });
    });

    internal static PackageConfig Parse(ReadOnlyMemory<byte> bytes, string where)
    {
        var root = JsonPlace.Parse(bytes, where);
        var version = root.Required("formatVersion").AsCount();
        if (version != CurrentFormatVersion)
            throw RegistryErrors.UnknownFormatVersion(where, version);
        var config = new PackageConfig(CurrentFormatVersion, root.Required("pipeline").AsText(), root.Required("task").AsText())
        {
            Properties = root.Member("properties")?.AsMap() ?? Descriptor.NoAnnotations,
            Files = [.. root.Required("files").Items().Select(ReadFile)],
        };
        var problems = PackagePaths.Problems([.. config.Files.Select(file => file.Name)]).ToList();
        return problems.Count == 0
            ? config
            : throw RegistryErrors.ForeignContent(where, $"{string.Join("; ", problems)}.");
    }

    private static PackageFile ReadFile(JsonPlace place) =>
        new(place.Required("name").AsText(), place.Required("size").AsCount(), place.Required("digest").AsDigest());
}
