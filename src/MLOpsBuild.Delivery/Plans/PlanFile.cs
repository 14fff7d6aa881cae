using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>A plan as <c>plan.json</c>: the same plan gives the same bytes, and its digest is theirs, as <c>sha256sum</c> tells it.</summary>
public static class PlanFile
{
    // Leaves arrows and names in other scripts as they are.
    private static readonly PlanJson Relaxed = new(new JsonSerializerOptions(PlanJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The file's bytes.</summary>
    public static byte[] ToBytes(DeployPlan plan) => [.. JsonSerializer.SerializeToUtf8Bytes(plan, Relaxed.DeployPlan), (byte)'\n'];

    /// <summary>The plan's digest, <c>sha256:...</c>.</summary>
    public static string DigestOf(DeployPlan plan) => Digest.OfBytes(ToBytes(plan)).ToString();

    /// <summary>The plan of a file; null where there is none that this program can read.</summary>
    public static DeployPlan? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), PlanJson.Default.DeployPlan) is { Format: DeployPlan.CurrentFormat } plan ? plan : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeployPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
