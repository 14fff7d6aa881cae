using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Components;

/// <summary>Environments as JSON: an array with their names, places, who brought what serves, and notes.</summary>
internal static class StatusJson
{
    // Leaves names in other scripts as they are.
    private static readonly StatusJsonContext Relaxed = new(new JsonSerializerOptions(StatusJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Of(IReadOnlyList<EnvironmentStatus> environments) => JsonSerializer.Serialize([.. environments], Relaxed.EnvironmentStatusArray);
}

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(EnvironmentStatus[]))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
