using System.Buffers;
using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary><c>POST /v2/models/{name}/infer</c> of the Open Inference Protocol v2: a tensor for each feature gives a tensor for each output.</summary>
internal static class InferEndpoint
{
    public const string Probability = "probability";
    public const string Label = "label";

    /// <summary>Leaves the answer in the workspace's buffer.</summary>
    /// <exception cref="RequestException">The request cannot be answered.</exception>
    public static void Answer(ServedModel model, ReadOnlySequence<byte> body, Workspace workspace, int maxRows)
    {
        if (body.IsEmpty)
            throw RequestException.BadRequest("the body is empty: send a JSON object with 'inputs', a tensor for each feature");
        using var request = new InferRequest(model.Fields);
        var reader = new Utf8JsonReader(body, Syntax.Options);
        try
        {
            reader.Read();
            request.Read(ref reader, workspace.Problems, maxRows);
            reader.Read();
        }
        catch (JsonException failure)
        {
            throw Syntax.Failure(failure, workspace.Problems.Reading);
        }

        if (workspace.Problems.Any)
            throw RequestException.Of(workspace.Problems);
        Write(model, request, workspace);
        workspace.Json.Flush();
    }

    private static void Write(ServedModel model, InferRequest request, Workspace workspace)
    {
        var probabilities = ArrayPool<float>.Shared.Rent(request.Rows);
        for (var row = 0; row < request.Rows; row++)
        {
            request.Fill(workspace.Row, row);
            probabilities[row] = workspace.Score();
        }

        var json = workspace.Json;
        json.WriteStartObject();
        json.WriteString("model_name", model.EncodedName);
        json.WriteString("model_version", model.EncodedRelease);
        if (request.Id is not null)
            json.WriteString("id", request.Id);
        json.WriteStartArray("outputs");
        if (request.Wants(Probability))
            Write(json, Probability, "FP32", request.Rows, row => json.WriteNumberValue(probabilities[row]));
        if (request.Wants(Label))
            Write(json, Label, "BYTES", request.Rows, row => json.WriteStringValue(model.Label(probabilities[row])));
        json.WriteEndArray();
        json.WriteEndObject();
        ArrayPool<float>.Shared.Return(probabilities);
    }

    private static void Write(Utf8JsonWriter json, string name, string datatype, int rows, Action<int> value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("datatype", datatype);
        json.WriteStartArray("shape");
        json.WriteNumberValue(rows);
        json.WriteEndArray();
        json.WriteStartArray("data");
        for (var row = 0; row < rows; row++)
            value(row);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
