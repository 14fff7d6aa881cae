using System.Collections.Immutable;
using System.Text.Json;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>The OpenAPI 3.1 description of a model's server, made from the package's schema.</summary>
internal static class OpenApiDocument
{
    public static void Write(Utf8JsonWriter json, ServedModel model, ServerOptions options, ImmutableArray<KnownRow> known)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        Object(json, "info", () =>
        {
            json.WriteString("title", model.EncodedName);
            json.WriteString("version", model.EncodedRelease);
            json.WriteString("description", FormattableString.Invariant($"The probability of '{model.Schema.Positive}'. A body has at most {options.MaxBody} bytes and {options.MaxRows} rows."));
        });
        Object(json, "paths", () => OpenApiPaths.Write(json, model, known));
        Object(json, "components", () => Object(json, "schemas", () =>
        {
            Object(json, "Row", () => Row(json, model.Fields));
            Object(json, "Prediction", () => Prediction(json, model));
            Object(json, "Error", () => Error(json));
            OpenApiTensors.Write(json, model);
        }));
        json.WriteEndObject();
    }

    public static void Object(Utf8JsonWriter json, string name, Action content)
    {
        json.WriteStartObject(name);
        content();
        json.WriteEndObject();
    }

    public static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter json, FieldSet fields)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        Strings(json, "required", fields.Required.Select(field => field.Name));
        Object(json, "properties", () =>
        {
            foreach (var field in fields.All)
                Object(json, field.Name, () => Field(json, field));
        });
    }

    private static void Field(Utf8JsonWriter json, Field field)
    {
        if (field.Feature < 0)
        {
            json.WriteString("description", "Taken and not used by the model.");
            return;
        }

        var type = field.Kind switch { ColumnKind.Number => "number", ColumnKind.Category => "string", _ => "boolean" };
        if (field.Optional)
            Strings(json, "type", [type, "null"]);
        else
            json.WriteString("type", type);
        if (field.Kind == ColumnKind.Number)
            json.WriteString("format", "float");
        if (field.Column.Categories.Length > 0)
        {
            json.WriteString("description", "Words seen in training; any other counts as missing.");
            Strings(json, "examples", field.Column.Categories);
        }
    }

    private static void Prediction(Utf8JsonWriter json, ServedModel model)
    {
        json.WriteString("type", "object");
        Strings(json, "required", ["probability", "label", "threshold", "model", "release"]);
        Object(json, "properties", () =>
        {
            Object(json, "probability", () =>
            {
                json.WriteString("type", "number");
                json.WriteNumber("minimum", 0);
                json.WriteNumber("maximum", 1);
                json.WriteString("description", $"The probability of '{model.Schema.Positive}'.");
            });
            Object(json, "label", () =>
            {
                json.WriteString("type", "string");
                Strings(json, "enum", [model.Schema.Positive, model.Schema.Negative]);
            });
            Object(json, "threshold", () => json.WriteString("type", "number"));
            Object(json, "model", () => json.WriteString("type", "string"));
            Object(json, "release", () => json.WriteString("type", "string"));
        });
    }

    private static void Error(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        Strings(json, "required", ["error"]);
        Object(json, "properties", () =>
        {
            Object(json, "error", () => json.WriteString("type", "string"));
            Object(json, "fields", () =>
            {
                json.WriteString("type", "array");
                Object(json, "items", () =>
                {
                    json.WriteString("type", "object");
                    Object(json, "properties", () =>
                    {
                        Object(json, "row", () => json.WriteString("type", "integer"));
                        Object(json, "field", () => json.WriteString("type", "string"));
                        Object(json, "problem", () => json.WriteString("type", "string"));
                    });
                });
            });
        });
    }
}
