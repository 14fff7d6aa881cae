using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>The model's metadata by the Open Inference Protocol v2.</summary>
internal static class ModelMetadata
{
    public static void Write(Utf8JsonWriter json, ServedModel model)
    {
        json.WriteStartObject();
        json.WriteString("name", model.EncodedName);
        json.WriteStartArray("versions");
        json.WriteStringValue(model.EncodedRelease);
        json.WriteEndArray();
        json.WriteString("platform", "mlnet_zip");
        json.WriteStartArray("inputs");
        foreach (var field in model.Fields.Features)
            Tensor(json, field.Name, Datatypes.Of(field.Kind));
        json.WriteEndArray();
        json.WriteStartArray("outputs");
        Tensor(json, InferEndpoint.Probability, "FP32");
        Tensor(json, InferEndpoint.Label, "BYTES");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Tensor(Utf8JsonWriter json, string name, string datatype)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("datatype", datatype);
        json.WriteStartArray("shape");
        json.WriteNumberValue(-1);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
