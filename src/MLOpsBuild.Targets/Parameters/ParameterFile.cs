using System.Text.Json;

namespace MLOpsBuild.Targets;

/// <summary>Values from <c>.nuke/parameters.json</c> or <c>.nuke/parameters.PROFILE.json</c>.</summary>
internal sealed class ParameterFile
{
    private readonly Dictionary<string, IReadOnlyList<string>> words = [];

    private ParameterFile(string name) => Name = name;

    public string Name { get; }

    public IReadOnlyList<string>? Words(ParameterDeclaration parameter) => words.GetValueOrDefault(parameter.Key);

    /// <summary>Reads the files in order of precedence: the last profile first, parameters.json last.</summary>
    public static IReadOnlyList<ParameterFile> ReadAll(AbsolutePath root, IReadOnlyList<string> profiles, ParameterCatalog catalog, List<string> mistakes)
    {
        var files = new List<ParameterFile>();
        foreach (var profile in profiles.Reverse())
        {
            var path = root / ".nuke" / $"parameters.{profile}.json";
            if (path.FileExists())
                files.Add(Read(path, root, catalog, mistakes));
            else
                mistakes.Add(Findings.BadFile($".nuke/parameters.{profile}.json", $"not there, but --profile {profile} asks for it"));
        }

        var common = root / ".nuke" / "parameters.json";
        if (common.FileExists())
            files.Add(Read(common, root, catalog, mistakes));
        return files;
    }

    private static ParameterFile Read(AbsolutePath path, AbsolutePath root, ParameterCatalog catalog, List<string> mistakes)
    {
        var file = new ParameterFile(Path.GetRelativePath(root, path));
        try
        {
            using var document = JsonDocument.Parse(path.ReadAllBytes(), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var property in document.RootElement.EnumerateObject())
                file.Take(property, catalog, mistakes);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            mistakes.Add(Findings.BadFile(file.Name, $"no JSON object: {e.Message}"));
        }

        return file;
    }

    private void Take(JsonProperty property, ParameterCatalog catalog, List<string> mistakes)
    {
        if (property.Name.StartsWith('$'))
            return;
        if (catalog.Find(property.Name) is not { } parameter)
            mistakes.Add(Findings.UnknownInFile(Name, property.Name, catalog.All.Where(it => it.Listed).Select(it => it.Name)));
        else if (parameter.IsSecret)
            mistakes.Add(Findings.SecretInFile(Name, parameter.Name, parameter.Variable));
        else if (property.Value.ValueKind != JsonValueKind.Null)
            words[parameter.Key] = WordsOf(property.Value);
    }

    private static List<string> WordsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(Word)],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(it => $"{it.Name}={Word(it.Value)}")],
        _ => [Word(value)],
    };

    private static string Word(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
