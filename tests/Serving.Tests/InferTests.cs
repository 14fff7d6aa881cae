using System.Text.Json;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving.Tests;

/// <summary>Inference by the Open Inference Protocol v2.</summary>
public sealed class InferTests(CreditServer credit)
{
    private const string Path = "/v2/models/credit-scoring/infer";

    [Fact]
    public async Task A_batch_gets_a_tensor_for_each_output_and_the_requests_id_back()
    {
        var known = credit.Model.Known;
        var (status, body) = await credit.Server.PostAsync(Path, "{\"id\":\"no 7\"," + Inputs([.. known])[1..]);

        Assert.Equal(200, status);
        using var answer = JsonDocument.Parse(body);
        var root = answer.RootElement;
        Assert.Equal("credit-scoring", root.GetProperty("model_name").GetString());
        Assert.Equal("1.2.3", root.GetProperty("model_version").GetString());
        Assert.Equal("no 7", root.GetProperty("id").GetString());
        var outputs = root.GetProperty("outputs").EnumerateArray().ToArray();
        Assert.Equal(["probability FP32 [3]", "label BYTES [3]"], outputs.Select(output => $"{output.GetProperty("name")} {output.GetProperty("datatype")} {output.GetProperty("shape")}"));
        Assert.Equal(known.Select(row => row.Probability), outputs[0].GetProperty("data").EnumerateArray().Select(cell => cell.GetSingle()));
        Assert.Equal(known.Select(row => row.Probability >= credit.Model.Scorer.Schema.Threshold ? "bad" : "good"), outputs[1].GetProperty("data").EnumerateArray().Select(cell => cell.GetString()));
    }

    [Fact]
    public async Task One_row_at_a_version_with_a_nested_column_and_data_before_its_shape_is_answered_with_the_output_asked_for()
    {
        var request = Inputs([credit.Model.Known[0]])
            .Replace("\"name\":\"Time\",\"shape\":[1]", "\"data\":[[36]],\"name\":\"Time\",\"shape\":[1,1],\"parameters\":{\"x\":1}", StringComparison.Ordinal)
            .Replace(",\"data\":[" + Cell(credit.Model.Known[0].Cells.Single(cell => cell.Column == "Time")) + "]", "", StringComparison.Ordinal);
        var (status, body) = await credit.Server.PostAsync("/v2/models/credit-scoring/versions/1.2.3/infer", request[..^1] + ",\"outputs\":[{\"name\":\"probability\"}]}");

        Assert.Equal(200, status);
        using var answer = JsonDocument.Parse(body);
        var output = Assert.Single(answer.RootElement.GetProperty("outputs").EnumerateArray());
        Assert.Equal(credit.Probability(("Time", 36, null)), output.GetProperty("data")[0].GetSingle());
    }

    [Theory]
    [InlineData("{}", "'inputs' is missing or empty: send a tensor for each feature")]
    [InlineData("[]", "the body must be a JSON object with 'inputs', a tensor for each feature")]
    [InlineData("{\"inputs\":{}}", "'inputs' must be an array of tensors")]
    [InlineData("{\"inputs\":[{}]}", "a tensor has no 'name'")]
    [InlineData("{\"inputs\":[{\"name\":\"Time\",\"shape\":\"1\"}]}", "'shape' must be an array of whole numbers")]
    [InlineData("{\"id\":7,\"inputs\":[]}", "'id' must be a string")]
    [InlineData("{\"inputs\":[],\"outputs\":[{\"name\":\"labels\"}]}", "'labels' is no output of this model: did you mean 'label'?")]
    public async Task A_request_of_another_shape_is_refused(string request, string expected)
    {
        var (status, body) = await credit.Server.PostAsync(Path, request);

        Assert.Equal(400, status);
        using var answer = JsonDocument.Parse(body);
        Assert.Equal(expected, answer.RootElement.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("\"Time\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[1]", "'Time' has 1 values in 'data' and 2 rows in 'shape'.")]
    [InlineData("\"Time\",\"shape\":[2,2],\"datatype\":\"FP32\",\"data\":[1,2,3,4]", "'Time' must have shape [n] or [n,1], not [2,2].")]
    [InlineData("\"Time\",\"shape\":[0],\"datatype\":\"FP32\",\"data\":[]", "'Time' has no row: send at least one.")]
    [InlineData("\"Time\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"a\"]", "'Time' must have datatype FP32, not BYTES.")]
    [InlineData("\"Time\",\"shape\":[1],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":4}", "'Time' has no 'data' array; binary tensors are not taken.")]
    [InlineData("\"Time\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[\"a\"]", "Row 0: 'Time' must be a number, not a string.")]
    [InlineData("\"Tme\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]", "'Tme' is no field of this model: did you mean 'Time'?")]
    public async Task A_wrong_tensor_is_named_with_what_is_wrong(string tensor, string expected)
    {
        var (status, body) = await credit.Server.PostAsync(Path, "{\"inputs\":[{\"name\":" + tensor + "}]}");

        Assert.Equal(400, status);
        using var answer = JsonDocument.Parse(body);
        Assert.StartsWith(expected, answer.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_of_different_length_are_refused()
    {
        var (_, body) = await credit.Server.PostAsync(Path, "{\"inputs\":[{\"name\":\"Time\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]},{\"name\":\"Price\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[1,2]}]}");

        using var answer = JsonDocument.Parse(body);
        Assert.StartsWith("'Price' has 2 rows, and 'Time' has 1.", answer.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static string Inputs(KnownRow[] rows) => "{\"inputs\":[" + string.Join(",", rows[0].Cells.Select((cell, i) =>
        FormattableString.Invariant($$"""{"name":"{{cell.Column}}","shape":[{{rows.Length}}],"datatype":"{{Datatype(cell.Kind)}}","data":[{{string.Join(",", rows.Select(row => Cell(row.Cells[i])))}}]}"""))) + "]}";

    private static string Datatype(ColumnKind kind) => kind switch { ColumnKind.Category => "BYTES", ColumnKind.Flag => "BOOL", _ => "FP32" };

    private static string Cell(KnownCell cell) => cell.Kind switch
    {
        ColumnKind.Category => cell.Category is null ? "null" : $"\"{cell.Category}\"",
        ColumnKind.Flag => cell.Number == 1 ? "true" : "false",
        _ => float.IsNaN(cell.Number) ? "null" : cell.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
