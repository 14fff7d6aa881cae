using System.Buffers;
using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary><c>POST /predict</c>: a row of named fields, or an array of them, gives a probability each.</summary>
internal static class PredictEndpoint
{
    private static readonly JsonEncodedText Probability = JsonEncodedText.Encode("probability");
    private static readonly JsonEncodedText Label = JsonEncodedText.Encode("label");
    private static readonly JsonEncodedText Threshold = JsonEncodedText.Encode("threshold");
    private static readonly JsonEncodedText Model = JsonEncodedText.Encode("model");
    private static readonly JsonEncodedText Release = JsonEncodedText.Encode("release");

    /// <summary>Leaves the answer in the workspace's buffer.</summary>
    /// <exception cref="RequestException">The request cannot be answered.</exception>
    public static void Answer(ServedModel model, ReadOnlySequence<byte> body, Workspace workspace, int maxRows)
    {
        if (body.IsEmpty)
            throw RequestException.BadRequest("the body is empty: send a JSON object with a field for each feature, or an array of such objects");
        var reader = new Utf8JsonReader(body, Syntax.Options);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                One(model, ref reader, workspace, -1);
            else if (reader.TokenType == JsonTokenType.StartArray)
                Many(model, ref reader, workspace, maxRows);
            else
                throw RequestException.BadRequest("the body must be a JSON object with a field for each feature, or an array of such objects");
            reader.Read();
        }
        catch (JsonException failure)
        {
            throw Syntax.Failure(failure, workspace.Problems.Reading);
        }

        if (workspace.Problems.Any)
            throw RequestException.Of(workspace.Problems);
        workspace.Json.Flush();
    }

    private static void Many(ServedModel model, ref Utf8JsonReader reader, Workspace workspace, int maxRows)
    {
        workspace.Json.WriteStartArray();
        var rows = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (rows == maxRows)
                throw TooManyRows(maxRows);
            if (reader.TokenType != JsonTokenType.StartObject)
                throw RequestException.BadRequest(FormattableString.Invariant($"row {rows} must be a JSON object with a field for each feature"));
            One(model, ref reader, workspace, rows++);
        }

        if (rows == 0)
            throw RequestException.BadRequest("the array is empty: send at least one row");
        workspace.Json.WriteEndArray();
    }

    public static RequestException TooManyRows(int maxRows) =>
        new(StatusCodes.Status413PayloadTooLarge, FormattableString.Invariant($"the request has more than the {maxRows} rows that are taken: send fewer rows a request"));

    private static void One(ServedModel model, ref Utf8JsonReader reader, Workspace workspace, int number)
    {
        RowReader.Read(ref reader, model.Fields, workspace.Row, workspace.Problems, number);
        if (workspace.Problems.Any)
            return;
        var probability = workspace.Score();
        var json = workspace.Json;
        json.WriteStartObject();
        json.WriteNumber(Probability, probability);
        json.WriteString(Label, model.Label(probability));
        json.WriteNumber(Threshold, model.Schema.Threshold);
        json.WriteString(Model, model.EncodedName);
        json.WriteString(Release, model.EncodedRelease);
        json.WriteEndObject();
    }
}
