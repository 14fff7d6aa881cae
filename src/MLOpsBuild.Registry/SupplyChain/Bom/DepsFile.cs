using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>Reads the files that the .NET host finds a program's parts by.</summary>
internal static class DepsFile
{
    private const string HashPrefix = "sha512-";

    public static async Task<ProgramInventory> ReadAsync(string folder, string program, CancellationToken cancellationToken)
    {
        var root = await ParseAsync(Path.Combine(folder, program + ".deps.json"), cancellationToken);
        var target = root.RequiredObject("targets").RequiredObject(root.RequiredObject("runtimeTarget").Required("name").AsText());
        var packages = ImmutableArray.CreateBuilder<NuGetPackage>();
        var version = "";
        foreach (var library in Members(root.RequiredObject("libraries")).OrderBy(library => library.Name, StringComparer.Ordinal))
        {
            var (name, itsVersion) = Split(library.Name);
            if (name == program)
                version = itsVersion;
            if (library.Place.Required("type").AsText() != "package")
                continue;
            var entry = target.Member(library.Name);
            packages.Add(new(
                name,
                itsVersion,
                Hash(library.Place.Member("sha512")?.AsText() ?? ""),
                await NativeLibrariesAsync(folder, entry?.Member("runtimeTargets"), cancellationToken),
                [.. Members(entry?.Member("dependencies")).Select(dependency => dependency.Name).Order(StringComparer.Ordinal)]));
        }
        return new(program, version, packages.DrainToImmutable(), await FrameworksAsync(Path.Combine(folder, program + ".runtimeconfig.json"), cancellationToken));
    }

    private static async Task<ImmutableArray<PackageFile>> NativeLibrariesAsync(string folder, JsonPlace? targets, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<PackageFile>();
        foreach (var target in Members(targets).OrderBy(target => target.Name, StringComparer.Ordinal))
        {
            var file = new FileInfo(Path.Combine(folder, target.Name));
            if (target.Place.Required("assetType").AsText() != "native" || !file.Exists)
                continue;
            await using var stream = file.OpenRead();
            files.Add(new(target.Name, file.Length, await Digest.OfStreamAsync(stream, cancellationToken)));
        }
        return files.DrainToImmutable();
    }

    private static async Task<ImmutableArray<KeyValuePair<string, string>>> FrameworksAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return [];
        var options = (await ParseAsync(file, cancellationToken)).RequiredObject("runtimeOptions");
        var frameworks = options.Member("frameworks")?.Items() ?? (options.Member("framework") is { } one ? [one] : []);
        return [.. frameworks.Select(framework => KeyValuePair.Create(framework.Required("name").AsText(), framework.Required("version").AsText()))];
    }

    private static async Task<JsonPlace> ParseAsync(string file, CancellationToken cancellationToken) =>
        JsonPlace.Parse(await File.ReadAllBytesAsync(file, cancellationToken), file);

    private static IEnumerable<(string Name, JsonPlace Place)> Members(JsonPlace? place) => place is null
        ? []
        : place.Expect(JsonValueKind.Object, "an object").Element.EnumerateObject().Select(member => (member.Name, place with { Element = member.Value, Path = $"{place.Path}.{member.Name}" }));

    private static (string Name, string Version) Split(string library) => library.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at
        ? (library[..at], library[(at + 1)..])
        : (library, "");

    private static string Hash(string text) => text.StartsWith(HashPrefix, StringComparison.Ordinal)
        ? Convert.ToHexStringLower(Convert.FromBase64String(text[HashPrefix.Length..]))
        : "";
}
