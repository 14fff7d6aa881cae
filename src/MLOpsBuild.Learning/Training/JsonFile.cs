using System.Text.Json;

namespace MLOpsBuild.Learning;

/// <summary>Writes a JSON object as all stages do: indented, <c>\n</c>, properties in the order of the code.</summary>
internal static class JsonFile
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    public static void Write(string file, Action<Utf8JsonWriter> properties)
    {
        using var stream = new FileStream(file, FileMode.CreateNew);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
