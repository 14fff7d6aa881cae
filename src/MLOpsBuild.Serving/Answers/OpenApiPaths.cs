using System.Collections.Immutable;
using System.Text.Json;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Serving;

/// <summary>The addresses of the OpenAPI description.</summary>
internal static class OpenApiPaths
{
    private static readonly (int Status, string What)[] Errors =
    [
        (400, "A field is missing, unknown, doubled or of a wrong type, or the body is not JSON."),
        (413, "The body or the number of rows is too large."),
        (415, "The body is not JSON by its content type."),
        (503, "The model is still loading."),
    ];

    public static void Write(Utf8JsonWriter json, ServedModel model, ImmutableArray<KnownRow> known)
    {
        var at = $"/v2/models/{model.Name}";
        Post(json, "/predict", "predict", "Scores one row, or an array of rows.", () => OneOrMany(json, "Row"), () => OneOrMany(json, "Prediction"), known);
        Get(json, "/v2", "server", "The server's name and version.");
        Get(json, "/v2/health/live", "live", "Whether the server runs.");
        Get(json, "/v2/health/ready", "ready", "Whether the model can be asked: 200, else 503.");
        Get(json, "/metrics", "metrics", "Counts and durations in the text format of Prometheus.", "text/plain", "string");
        foreach (var (path, suffix) in new[] { (at, ""), ($"{at}/versions/{model.Release}", "Version") })
        {
            Get(json, path, "metadata" + suffix, "The model's inputs and outputs.");
            Get(json, path + "/ready", "modelReady" + suffix, "Whether the model can be asked: 200, else 503.");
            Post(json, path + "/infer", "infer" + suffix, "Scores rows given as a tensor for each feature (Open Inference Protocol v2).", () => Reference(json, "InferRequest"), () => Reference(json, "InferResponse"), []);
        }
    }

    public static void Reference(Utf8JsonWriter json, string schema) => json.WriteString("$ref", "#/components/schemas/" + schema);

    private static void OneOrMany(Utf8JsonWriter json, string schema)
    {
        json.WriteStartArray("oneOf");
        json.WriteStartObject();
        Reference(json, schema);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WriteNumber("minItems", 1);
        OpenApiDocument.Object(json, "items", () => Reference(json, schema));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Get(Utf8JsonWriter json, string path, string id, string summary, string media = Answer.Json, string type = "object") => OpenApiDocument.Object(json, path, () => OpenApiDocument.Object(json, "get", () =>
    {
        json.WriteString("operationId", id);
        json.WriteString("summary", summary);
        OpenApiDocument.Object(json, "responses", () => Response(json, 200, "The answer.", () => json.WriteString("type", type), media));
    }));

    private static void Post(Utf8JsonWriter json, string path, string id, string summary, Action request, Action response, ImmutableArray<KnownRow> known) => OpenApiDocument.Object(json, path, () => OpenApiDocument.Object(json, "post", () =>
    {
        json.WriteString("operationId", id);
        json.WriteString("summary", summary);
        OpenApiDocument.Object(json, "requestBody", () =>
        {
            json.WriteBoolean("required", true);
            OpenApiDocument.Object(json, "content", () => OpenApiDocument.Object(json, Answer.Json, () =>
            {
                OpenApiDocument.Object(json, "schema", request);
                if (!known.IsEmpty)
                    OpenApiDocument.Object(json, "examples", () => Examples(json, known));
            }));
        });
        OpenApiDocument.Object(json, "responses", () =>
        {
            Response(json, 200, "The answer.", response);
            foreach (var (status, what) in Errors)
                Response(json, status, what, () => Reference(json, "Error"));
        });
    }));

    private static void Examples(Utf8JsonWriter json, ImmutableArray<KnownRow> known)
    {
        for (var i = 0; i < known.Length; i++)
        {
            var row = known[i];
            OpenApiDocument.Object(json, FormattableString.Invariant($"row{i + 1}"), () =>
            {
                json.WriteString("summary", row.Name);
                json.WritePropertyName("value");
                RowJson.Write(json, row);
            });
        }
    }

    private static void Response(Utf8JsonWriter json, int status, string description, Action schema, string media = Answer.Json) => OpenApiDocument.Object(json, FormattableString.Invariant($"{status}"), () =>
    {
        json.WriteString("description", description);
        OpenApiDocument.Object(json, "content", () => OpenApiDocument.Object(json, media, () => OpenApiDocument.Object(json, "schema", schema)));
    });
}
