using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>The schemas of the Open Inference Protocol's requests and answers.</summary>
internal static class OpenApiTensors
{
    public static void Write(Utf8JsonWriter json, ServedModel model)
    {
        Envelope(json, "InferRequest", ["inputs"], () =>
        {
            OpenApiDocument.Object(json, "id", () => json.WriteString("type", "string"));
            Array(json, "inputs", "InputTensor");
            OpenApiDocument.Object(json, "outputs", () =>
            {
                json.WriteString("type", "array");
                OpenApiDocument.Object(json, "items", () =>
                {
                    json.WriteString("type", "object");
                    OpenApiDocument.Object(json, "properties", () => Name(json, [InferEndpoint.Probability, InferEndpoint.Label]));
                });
            });
        });
        Envelope(json, "InferResponse", ["model_name", "model_version", "outputs"], () =>
        {
            OpenApiDocument.Object(json, "model_name", () => json.WriteString("type", "string"));
            OpenApiDocument.Object(json, "model_version", () => json.WriteString("type", "string"));
            OpenApiDocument.Object(json, "id", () => json.WriteString("type", "string"));
            Array(json, "outputs", "OutputTensor");
        });
        Tensor(json, "InputTensor", model.Fields.Features.Select(field => field.Name));
        Tensor(json, "OutputTensor", [InferEndpoint.Probability, InferEndpoint.Label]);
    }

    private static void Envelope(Utf8JsonWriter json, string name, string[] required, Action properties) => OpenApiDocument.Object(json, name, () =>
    {
        json.WriteString("type", "object");
        OpenApiDocument.Strings(json, "required", required);
        OpenApiDocument.Object(json, "properties", properties);
    });

    private static void Tensor(Utf8JsonWriter json, string name, IEnumerable<string> names) => Envelope(json, name, ["name", "datatype", "shape", "data"], () =>
    {
        Name(json, names);
        OpenApiDocument.Object(json, "datatype", () => json.WriteString("type", "string"));
        OpenApiDocument.Object(json, "shape", () =>
        {
            json.WriteString("type", "array");
            OpenApiDocument.Object(json, "items", () => json.WriteString("type", "integer"));
            json.WriteNumber("minItems", 1);
            json.WriteNumber("maxItems", 2);
        });
        OpenApiDocument.Object(json, "data", () => json.WriteString("type", "array"));
    });

    private static void Array(Utf8JsonWriter json, string name, string schema) => OpenApiDocument.Object(json, name, () =>
    {
        json.WriteString("type", "array");
        OpenApiDocument.Object(json, "items", () => OpenApiPaths.Reference(json, schema));
    });

    private static void Name(Utf8JsonWriter json, IEnumerable<string> names) => OpenApiDocument.Object(json, "name", () =>
    {
        json.WriteString("type", "string");
        OpenApiDocument.Strings(json, "enum", names);
    });
}
