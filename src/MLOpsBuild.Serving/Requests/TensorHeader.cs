using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>A tensor of an inference request without its data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Datatype">Its datatype, or an empty text.</param>
/// <param name="Shape">Its shape as text, for messages.</param>
/// <param name="Rows">The rows of a shape [n] or [n,1]; null for any other.</param>
/// <param name="DataToken">What the data begins with; None where there is none.</param>
internal readonly record struct TensorHeader(string Name, string Datatype, string Shape, int? Rows, JsonTokenType DataToken)
{
    /// <summary>Reads from the start of an object to its end; <paramref name="data"/> stands on the data, which may come before the shape.</summary>
    public static TensorHeader Read(ref Utf8JsonReader reader, out Utf8JsonReader data)
    {
        data = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw RequestException.BadRequest("each tensor must be a JSON object with name, datatype, shape and data");
        string? name = null, datatype = null, shape = null;
        int? rows = null;
        var token = JsonTokenType.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonWords.Is(ref reader, "name"u8))
                name = Text(ref reader, "name");
            else if (JsonWords.Is(ref reader, "datatype"u8))
                datatype = Text(ref reader, "datatype");
            else if (JsonWords.Is(ref reader, "shape"u8))
                (shape, rows) = ReadShape(ref reader);
            else if (JsonWords.Is(ref reader, "data"u8))
            {
                reader.Read();
                data = reader;
                token = reader.TokenType;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new(name ?? throw RequestException.BadRequest("a tensor has no 'name'"), datatype ?? "none", shape ?? "none", rows, token);
    }

    /// <summary>The string that is the value of the property the reader stands on.</summary>
    public static string Text(ref Utf8JsonReader reader, string property)
    {
        reader.Read();
        return (reader.TokenType == JsonTokenType.String ? JsonWords.Read(ref reader) : null)
            ?? throw RequestException.BadRequest($"'{property}' must be a string");
    }

    private static (string Shape, int? Rows) ReadShape(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw RequestException.BadRequest("'shape' must be an array of whole numbers");
        var sizes = new List<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var size) || size < 0)
                throw RequestException.BadRequest("'shape' must be an array of whole numbers");
            sizes.Add(size);
        }

        var text = $"[{string.Join(',', sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";
        return (text, sizes.Count == 1 || sizes is [_, 1] ? sizes[0] : null);
    }
}
