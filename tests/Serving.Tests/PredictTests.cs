using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Serving.Tests;

/// <summary><c>/predict</c> gives what the model gives, and names the field where it cannot.</summary>
public sealed class PredictTests(CreditServer credit)
{
    [Fact]
    public async Task A_row_gets_the_models_probability_and_its_label()
    {
        var (status, body) = await credit.Server.PostAsync("/predict", credit.Row());

        var probability = credit.Probability();
        var threshold = credit.Model.Scorer.Schema.Threshold;
        var label = probability >= threshold ? "bad" : "good";
        Assert.Equal(200, status);
        Assert.Equal(Text($$"""{"probability":{{probability}},"label":"{{label}}","threshold":{{threshold}},"model":"credit-scoring","release":"1.2.3"}"""), body);
    }

    [Fact]
    public async Task An_array_of_rows_gets_an_answer_each_in_order()
    {
        var (status, body) = await credit.Server.PostAsync("/predict", $"[{credit.Row()},{credit.Row(("Income", "12.5"))}]");

        Assert.Equal(200, status);
        using var answers = JsonDocument.Parse(body);
        Assert.Equal([credit.Probability(), credit.Probability(("Income", 12.5f, null))], answers.RootElement.EnumerateArray().Select(answer => answer.GetProperty("probability").GetSingle()));
    }

    [Theory]
    [InlineData("Income", "null", float.NaN, null)]
    [InlineData("Income", null, float.NaN, null)]
    [InlineData("Income", "1e2", 100, null)]
    [InlineData("Home", "\"castle\"", float.NaN, "castle")]
    [InlineData("Home", "\"\"", float.NaN, null)]
    [InlineData("Home", "\"\\u0072ent\"", float.NaN, "rent")]
    [InlineData("Records", "1", 1, null)]
    [InlineData("Records", "\"yes\"", 1, null)]
    public async Task A_cell_means_what_it_means_to_the_model(string field, string? json, float number, string? word)
    {
        var (status, body) = await credit.Server.PostAsync("/predict", credit.Row((field, json)));

        Assert.Equal(200, status);
        using var answer = JsonDocument.Parse(body);
        Assert.Equal(credit.Probability((field, number, word)), answer.RootElement.GetProperty("probability").GetSingle());
    }

    [Fact]
    public async Task A_column_that_the_model_must_not_use_is_taken_and_changes_nothing()
    {
        var (status, young) = await credit.Server.PostAsync("/predict", credit.Row(("Age", "18"), ("Marital", "\"single\"")));
        var (_, old) = await credit.Server.PostAsync("/predict", credit.Row(("Age", "99"), ("Marital", "\"widow\"")));

        Assert.Equal(200, status);
        Assert.Equal(young, old);
    }

    [Theory]
    [InlineData("Income", "\"many\"", "'Income' must be a number or null, not a string.")]
    [InlineData("Time", "null", "'Time' must be a number, not null.")]
    [InlineData("Time", "true", "'Time' must be a number, not true or false.")]
    [InlineData("Time", "[1]", "'Time' must be a number, not an array.")]
    [InlineData("Time", "{\"a\":[1]}", "'Time' must be a number, not an object.")]
    [InlineData("Time", "1e60", "'Time' is too large for a 32-bit float.")]
    [InlineData("Time", null, "'Time' is missing.")]
    [InlineData("Income", "\"NaN\"", "'Income' must be a finite number: send null, or leave it out, where it is missing.")]
    [InlineData("Time", "\"-Infinity\"", "'Time' must be a finite number: this field may not be missing.")]
    [InlineData("Home", "7", "'Home' must be a string or null, not a number.")]
    [InlineData("Home", "\"\\ud800\"", "'Home' holds text that is no valid Unicode.")]
    [InlineData("Records", "2", "'Records' must be true or false (or 1 or 0).")]
    [InlineData("Records", "\"maybe\"", "'Records' must be true or false, not a string.")]
    [InlineData("Incme", "1", "'Incme' is no field of this model: did you mean 'Income'?")]
    [InlineData("Status", "\"good\"", "'Status' is what the model predicts: leave it out.")]
    public async Task A_wrong_field_is_named_with_what_is_wrong(string field, string? json, string expected)
    {
        var (status, body) = await credit.Server.PostAsync("/predict", credit.Row((field, json)));

        Assert.Equal(400, status);
        using var answer = JsonDocument.Parse(body);
        Assert.Equal(expected, answer.RootElement.GetProperty("error").GetString());
        Assert.Equal(field, answer.RootElement.GetProperty("fields")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once_with_its_row()
    {
        var (status, body) = await credit.Server.PostAsync("/predict", $"[{credit.Row()},{credit.Row(("Time", "\"x\""), ("Price", null))},{credit.Row(("zzzzzzzz", "1"))}]");

        Assert.Equal(400, status);
        Assert.Equal(
            """{"error":"Row 1: 'Time' must be a number, not a string. Row 1: 'Price' is missing. Row 2: 'zzzzzzzz' is no field of this model; known are Seniority, Home, Time, Records, Job, Expenses, Income, Assets, Debt, Amount, Price.","fields":[{"row":1,"field":"Time","problem":"must be a number, not a string"},{"row":1,"field":"Price","problem":"is missing"},{"row":2,"field":"zzzzzzzz","problem":"is no field of this model; known are Seniority, Home, Time, Records, Job, Expenses, Income, Assets, Debt, Amount, Price"}]}""",
            body);
    }

    [Fact]
    public async Task A_field_given_twice_is_refused()
    {
        var (status, body) = await credit.Server.PostAsync("/predict", credit.Row()[..^1] + ",\"Time\":1}");

        Assert.Equal(400, status);
        Assert.Equal("""{"error":"'Time' is given twice.","fields":[{"field":"Time","problem":"is given twice"}]}""", body);
    }

    [Theory]
    [InlineData("", "the body is empty: send a JSON object with a field for each feature, or an array of such objects")]
    [InlineData("7", "the body must be a JSON object with a field for each feature, or an array of such objects")]
    [InlineData("[]", "the array is empty: send at least one row")]
    [InlineData("[1]", "row 0 must be a JSON object with a field for each feature")]
    [InlineData("{\"Time\":NaN}", "the body is not JSON at line 1, byte 9, in 'Time': 'N' is an invalid start of a value. NaN and Infinity are no JSON: send null where a value is missing.")]
    [InlineData("{\"Time\":-Infinity}", "the body is not JSON at line 1, byte 10, in 'Time': 'I' is invalid within a number, immediately after a sign character ('+' or '-'). Expected a digit ('0'-'9'). NaN and Infinity are no JSON: send null where a value is missing.")]
    [InlineData("{\n\"Time\":1,}", "the body is not JSON at line 2, byte 10: The JSON object contains a trailing comma at the end which is not supported in this mode.")]
    public async Task A_body_that_is_no_row_is_refused_with_the_place(string body, string expected)
    {
        var (status, answer) = await credit.Server.PostAsync("/predict", body);

        Assert.Equal(400, status);
        using var document = JsonDocument.Parse(answer);
        Assert.Equal(expected, document.RootElement.GetProperty("error").GetString());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
