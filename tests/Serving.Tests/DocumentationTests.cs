using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Serving.Tests;

/// <summary>Every example of the documentation is answered as the page says.</summary>
public sealed partial class DocumentationTests(CreditServer credit)
{
    // Another processor may round the last digits of a probability otherwise.
    private const double Tolerance = 1e-4;

    public static TheoryData<string, string, string> Examples { get; } = Read();

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_answered_as_the_page_says(string method, string path, string exchange)
    {
        var parts = exchange.Split("\n\n", 2);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent(parts[0], Encoding.UTF8, "application/json");
        using var answer = await credit.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var expected = parts[^1].Trim().Split('\n');
        Assert.Equal(expected[0], FormattableString.Invariant($"{(int)answer.StatusCode}"));
        if (expected[1].EndsWith('…'))
            Assert.StartsWith(expected[1][..^1], text, StringComparison.Ordinal);
        else
            Assert.True(Same(expected[1], text), $"docs/serving.md should say:\n{text}");
    }

    private static bool Same(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        return Same(left.RootElement, right.RootElement);
    }

    private static bool Same(JsonElement expected, JsonElement actual) => (expected.ValueKind, actual.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => expected.EnumerateObject().Select(property => property.Name).SequenceEqual(actual.EnumerateObject().Select(property => property.Name))
            && expected.EnumerateObject().All(property => Same(property.Value, actual.GetProperty(property.Name))),
        (JsonValueKind.Array, JsonValueKind.Array) => expected.GetArrayLength() == actual.GetArrayLength() && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) => Math.Abs(expected.GetDouble() - actual.GetDouble()) <= Tolerance,
        _ => expected.ValueKind == actual.ValueKind && expected.GetRawText() == actual.GetRawText(),
    };

    private static TheoryData<string, string, string> Read()
    {
        var examples = new TheoryData<string, string, string>();
        foreach (Match block in Example().Matches(File.ReadAllText(Repository.File("docs", "serving.md"))))
            examples.Add(block.Groups["method"].Value, block.Groups["path"].Value, block.Groups["exchange"].Value);
        return examples;
    }

    [GeneratedRegex("^```http\n(?<method>[A-Z]+) (?<path>\\S+)\n(?<exchange>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
