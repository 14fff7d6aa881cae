using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Components;

/// <summary>What Push leaves in <c>push.json</c>: the version and the digest behind it.</summary>
/// <param name="Version">The package's version in the registry.</param>
/// <param name="Digest">The manifest's digest.</param>
public sealed record PushRecord(string Version, string Digest)
{
    private const string FileName = "push.json";

    internal static PushRecord? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, FileName)), PushRecordJson.Default.PushRecord);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    internal void Write(string folder) =>
        File.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, PushRecordJson.Default.PushRecord));
}

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PushRecord))]
internal sealed partial class PushRecordJson : JsonSerializerContext;
