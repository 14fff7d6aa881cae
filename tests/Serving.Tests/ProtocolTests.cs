using System.Net;
using System.Text.Json;

namespace MLOpsBuild.Serving.Tests;

/// <summary>What the server says of itself, and how it refuses what it does not know.</summary>
public sealed class ProtocolTests(CreditServer credit)
{
    [Theory]
    [InlineData("/v2/health/live", """{"live":true}""")]
    [InlineData("/v2/health/ready", """{"ready":true}""")]
    [InlineData("/v2", """{"name":"mlopsbuild","version":"0.1.0","extensions":[]}""")]
    [InlineData("/v2/models/credit-scoring/ready", """{"name":"credit-scoring","ready":true}""")]
    [InlineData("/v2/models/credit-scoring/versions/1.2.3/ready", """{"name":"credit-scoring","ready":true}""")]
    public async Task Health_and_names_are_as_the_protocol_has_them(string path, string expected)
    {
        var (status, body) = await credit.Server.GetAsync(path);

        Assert.Equal((200, expected), (status, body));
    }

    [Fact]
    public async Task The_metadata_names_each_feature_with_its_datatype()
    {
        var (status, body) = await credit.Server.GetAsync("/v2/models/credit-scoring");
        var version = await credit.Server.GetAsync("/v2/models/credit-scoring/versions/1.2.3");

        Assert.Equal(200, status);
        Assert.Equal((200, body), version);
        Assert.Equal(
            """{"name":"credit-scoring","versions":["1.2.3"],"platform":"mlnet_zip","inputs":[{"name":"Seniority","datatype":"FP32","shape":[-1]},{"name":"Home","datatype":"BYTES","shape":[-1]},{"name":"Time","datatype":"FP32","shape":[-1]},{"name":"Records","datatype":"BOOL","shape":[-1]},{"name":"Job","datatype":"BYTES","shape":[-1]},{"name":"Expenses","datatype":"FP32","shape":[-1]},{"name":"Income","datatype":"FP32","shape":[-1]},{"name":"Assets","datatype":"FP32","shape":[-1]},{"name":"Debt","datatype":"FP32","shape":[-1]},{"name":"Amount","datatype":"FP32","shape":[-1]},{"name":"Price","datatype":"FP32","shape":[-1]}],"outputs":[{"name":"probability","datatype":"FP32","shape":[-1]},{"name":"label","datatype":"BYTES","shape":[-1]}]}""",
            body);
    }

    [Theory]
    [InlineData("/predictions", 404, "there is nothing at /predictions: known are /, /predict, /metrics, /openapi.json, /v2, /v2/health/live, /v2/health/ready and /v2/models/{name}[/versions/{version}][/ready|/infer]")]
    [InlineData("/v2/models/credit", 404, "there is no model 'credit' here, only 'credit-scoring'")]
    [InlineData("/v2/models/credit-scoring/versions/9", 404, "there is no version '9' of 'credit-scoring' here, only '1.2.3'")]
    [InlineData("/v2/models/credit-scoring/infer", 405, "GET is not taken at /v2/models/credit-scoring/infer, only POST")]
    [InlineData("/predict", 405, "GET is not taken at /predict, only POST")]
    public async Task An_unknown_address_or_method_is_refused_with_what_is_known(string path, int expectedStatus, string expected)
    {
        var (status, body) = await credit.Server.GetAsync(path);

        using var answer = JsonDocument.Parse(body);
        Assert.Equal((expectedStatus, expected), (status, answer.RootElement.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        var (status, body) = await credit.Server.PostAsync("/predict", credit.Row(), "text/csv");

        Assert.Equal((415, """{"error":"the content type 'text/csv' is not taken: send JSON in UTF-8 with 'Content-Type: application/json'"}"""), (status, body));
    }

    [Fact]
    public async Task Head_is_get_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v2/health/ready");
        using var answer = await credit.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(14, answer.Content.Headers.ContentLength);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_browser_gets_a_page_and_a_program_gets_json()
    {
        var (_, json) = await credit.Server.GetAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html" } } };
        using var page = await credit.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        using var front = JsonDocument.Parse(json);
        Assert.Equal("/v2/models/credit-scoring/infer", front.RootElement.GetProperty("infer").GetString());
        Assert.Contains("<h1>credit-scoring <small>1.2.3</small></h1>", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
