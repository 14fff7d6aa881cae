using System.Text.Encodings.Web;
using System.Text.Json;

namespace MLOpsBuild.Targets;

/// <summary>Keeps <c>.nuke/build.schema.json</c>, by which editors complete and check the parameter files.</summary>
internal static class ParameterSchema
{
    /// <summary>Writes the file where there is a <c>.nuke</c> folder and the parameters are no longer those it describes.</summary>
    public static void Update(AbsolutePath root, ParameterCatalog parameters)
    {
        var file = root / ".nuke" / "build.schema.json";
        if (!file.Parent!.DirectoryExists())
            return;
        var content = Write(parameters);
        try
        {
            if (file.FileExists() && file.ReadAllBytes().AsSpan().SequenceEqual(content))
                return;
            var unfinished = file + $".{Environment.ProcessId}.new";
            unfinished.WriteAllBytes(content);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A help for editors is no reason to fail where the checkout cannot be written to.
        }
    }

    internal static byte[] Write(ParameterCatalog parameters)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", "Parameters of the build; written by ./build.sh when they change");
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            json.WriteStartObject("$schema");
            json.WriteString("type", "string");
            json.WriteEndObject();
            foreach (var parameter in parameters.All.Where(it => it.Listed && !it.IsSecret).OrderBy(it => it.Name, StringComparer.Ordinal))
                Write(json, parameter);
            json.WriteEndObject();
            json.WriteBoolean("additionalProperties", false);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ParameterDeclaration parameter)
    {
        json.WriteStartObject(parameter.Name);
        if (parameter.Description is { } description)
            json.WriteString("description", description);
        if (parameter.IsList)
        {
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            One(json, ValueConverter.ItemOf(parameter.Type)!);
            json.WriteEndObject();
        }
        else if (ValueConverter.IsDictionary(parameter.Type))
        {
            json.WriteString("type", "object");
            json.WriteStartObject("additionalProperties");
            One(json, parameter.Type.GetGenericArguments()[1]);
            json.WriteEndObject();
        }
        else
            One(json, parameter.Type);
        json.WriteEndObject();
    }

    private static void One(Utf8JsonWriter json, Type type)
    {
        var plain = ValueConverter.Plain(type);
        json.WriteString("type", plain == typeof(bool) ? "boolean"
            : plain == typeof(int) || plain == typeof(long) ? "integer"
            : plain == typeof(double) || plain == typeof(float) || plain == typeof(decimal) ? "number"
            : "string");
        if (plain == typeof(bool) || ValueConverter.Allowed(plain) is not { } allowed)
            return;
        json.WriteStartArray("enum");
        foreach (var value in allowed)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
