using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Components;

/// <summary>What a stage leaves beside its files, in <c>stage.json</c>: what went in, what came out, and what to say of it.</summary>
/// <param name="Format">Version of this record; another one is not trusted.</param>
/// <param name="Stage">The stage's name in lower case.</param>
/// <param name="Pipeline">The pipeline's name: an artifact of another pipeline is foreign.</param>
/// <param name="Passed">Whether the stage passed; a failed one is run again.</param>
/// <param name="Headline">One line for people.</param>
/// <param name="Inputs">What the stage's key is made of, by name: texts, versions or <c>sha256:</c> digests.</param>
/// <param name="Outputs">Digest and size of each file, by its path inside the folder with <c>/</c>.</param>
/// <param name="Facts">Facts for the summary, in order.</param>
public sealed record StageRecord(
    int Format,
    string Stage,
    string Pipeline,
    bool Passed,
    string Headline,
    SortedDictionary<string, string> Inputs,
    SortedDictionary<string, FileRecord> Outputs,
    List<KeyValuePair<string, string>> Facts)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "stage.json";

    /// <summary>The version that is written and read.</summary>
    public const int CurrentFormat = 1;

    internal static StageRecord? Read(string folder)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, FileName));
            return JsonSerializer.Deserialize(stream, StageRecordJson.Default.StageRecord) is { Format: CurrentFormat } record ? record : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or NotSupportedException)
        {
            return null; // missing or damaged: the same as never run
        }
    }

    internal void Write(string folder)
    {
        using var stream = File.Create(Path.Combine(folder, FileName));
        JsonSerializer.Serialize(stream, this, StageRecordJson.Default.StageRecord);
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>One file that a stage made.</summary>
/// <param name="Digest"><c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="Size">Bytes.</param>
public sealed record FileRecord(string Digest, long Size);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StageRecord))]
internal sealed partial class StageRecordJson : JsonSerializerContext;
