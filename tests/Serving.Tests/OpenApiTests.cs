using System.Text.Json;

namespace MLOpsBuild.Serving.Tests;

/// <summary>The OpenAPI description agrees with the model's schema and with itself.</summary>
public sealed class OpenApiTests(CreditServer credit)
{
    [Fact]
    public async Task Every_field_has_its_type_and_the_known_words()
    {
        using var document = await ReadAsync();

        var row = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Row");
        var fields = row.GetProperty("properties");
        Assert.Equal(credit.Model.Scorer.Schema.Columns.Select(column => column.Name), fields.EnumerateObject().Select(field => field.Name));
        Assert.Equal("number", fields.GetProperty("Time").GetProperty("type").GetString());
        Assert.Equal(["number", "null"], Strings(fields.GetProperty("Income").GetProperty("type")));
        Assert.Equal("boolean", fields.GetProperty("Records").GetProperty("type").GetString());
        Assert.Equal(["fixed", "freelance", "others", "partime"], Strings(fields.GetProperty("Job").GetProperty("examples")));
        Assert.Equal(["Seniority", "Time", "Records", "Expenses", "Amount", "Price"], Strings(row.GetProperty("required")));
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own()
    {
        using var document = await ReadAsync();

        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => "#/components/schemas/" + schema.Name).ToArray();
        Assert.All(Values(document.RootElement, "$ref"), reference => Assert.Contains(reference, schemas));
        var names = Values(document.RootElement, "operationId").ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task Its_examples_are_requests_that_the_server_answers()
    {
        using var document = await ReadAsync();

        var examples = document.RootElement.GetProperty("paths").GetProperty("/predict").GetProperty("post").GetProperty("requestBody")
            .GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().ToArray();
        Assert.Equal(credit.Model.Known.Length, examples.Length);
        foreach (var example in examples)
            Assert.Equal(200, (await credit.Server.PostAsync("/predict", example.Value.GetProperty("value").GetRawText())).Status);
    }

    private async Task<JsonDocument> ReadAsync() => JsonDocument.Parse((await credit.Server.GetAsync("/openapi.json")).Body);

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(value => value.GetString()!);

    private static IEnumerable<string> Values(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.Name == name ? [property.Value.GetString()!] : Values(property.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Values(item, name)),
        _ => [],
    };
}
