using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MLOpsBuild.Serving.Tests;

/// <summary>Requests that are no requests: the server says what is wrong, and goes on.</summary>
public sealed class MalformedTests(CreditServer credit)
{
    private const string Infer = "/v2/models/credit-scoring/infer";

    [Theory]
    [InlineData("{\"Time\":36", "the body is not JSON at line 1, byte 11, in 'Time': '6' is an invalid end of a number. Expected a delimiter.")]
    [InlineData("{'Time':36}", "the body is not JSON at line 1, byte 2: ''' is an invalid start of a property name. Expected a '\"'.")]
    [InlineData("{\"Time\":36} {}", "the body is not JSON at line 1, byte 13: '{' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{\"Time\":036}", "the body is not JSON at line 1, byte 10, in 'Time': Invalid leading zero before '3'.")]
    [InlineData("{\"Time\":36 /* months */}", "the body is not JSON at line 1, byte 12: '/' is invalid after a value. Expected either ',', '}', or ']'.")]
    [InlineData("\uFEFF{\"Time\":36}", "the body is not JSON at line 1, byte 1: '0xEF' is an invalid start of a value.")]
    [InlineData("   ", "the body is not JSON at line 1, byte 4: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true.")]
    [InlineData("\"Time\"", "the body must be a JSON object with a field for each feature, or an array of such objects")]
    [InlineData("null", "the body must be a JSON object with a field for each feature, or an array of such objects")]
    [InlineData("[{},[]]", "row 1 must be a JSON object with a field for each feature")]
    public async Task A_body_that_is_no_row_is_refused_with_the_place(string body, string expected)
    {
        var (status, answer) = await credit.Server.PostAsync("/predict", body);

        Assert.Equal($$"""{"error":{{Quoted(expected)}}}""", answer);
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("/predict", "{\"Time\":", "the body is nested deeper than 32 levels at line 1, byte 40, in 'Time'")]
    [InlineData("/predict", "", "row 0 must be a JSON object with a field for each feature")]
    [InlineData(Infer, "{\"inputs\":[{\"name\":\"Time\",\"data\":", "the body is nested deeper than 32 levels at line 1, byte 63")]
    public async Task A_body_that_is_nested_too_deeply_is_refused(string path, string start, string expected)
    {
        var (status, answer) = await credit.Server.PostAsync(path, start + new string('[', 100_000));

        Assert.Equal((400, $$"""{"error":"{{expected}}"}"""), (status, answer));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused_by_their_field()
    {
        var body = Encoding.Latin1.GetBytes(credit.Row(("Home", "\"caf\u00e9\"")));
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await credit.Server.Http.PostAsync("/predict", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("""{"error":"'Home' holds text that is no valid Unicode.","fields":[{"field":"Home","problem":"holds text that is no valid Unicode"}]}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    public async Task Another_content_type_is_refused(string type)
    {
        var (status, answer) = await SendAsync(content => content.Headers.TryAddWithoutValidation("Content-Type", type));

        Assert.Equal((415, $$"""{"error":"the content type '{{type}}' is not taken: send JSON in UTF-8 with 'Content-Type: application/json'"}"""), (status, answer));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("application/vnd.acme+json")]
    [InlineData(null)]
    public async Task JSON_by_another_name_or_by_none_is_taken(string? type)
    {
        var (status, _) = await SendAsync(content => content.Headers.TryAddWithoutValidation("Content-Type", type));

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        var (status, answer) = await SendAsync(content => content.Headers.ContentEncoding.Add("gzip"));

        Assert.Equal((415, """{"error":"the content encoding 'gzip' is not taken: send the body as it is"}"""), (status, answer));
    }

    [Theory]
    [InlineData("DELETE", "/predict", "POST")]
    [InlineData("PUT", Infer, "POST")]
    [InlineData("OPTIONS", "/v2", "GET, HEAD")]
    [InlineData("POST", "/v2/health/ready", "GET, HEAD")]
    [InlineData("POST", "/v2/models/credit-scoring", "GET, HEAD")]
    [InlineData("BREW", "/metrics", "GET, HEAD")]
    public async Task Another_method_is_refused_with_those_that_are_taken(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await credit.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow));
        Assert.Equal($$"""{"error":"{{method}} is not taken at {{path}}, only {{allowed}}"}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", "HTTP/1.1 400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request")]
    [InlineData("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400 Bad Request")]
    [InlineData("POST /predict HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 400 Bad Request")]
    [InlineData("GET / HTTP/9.9\r\nHost: x\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported")]
    public async Task What_is_no_HTTP_is_refused(string request, string expected)
    {
        using var connection = RawConnection.To(credit.Server);
        await connection.SendAsync(request);

        Assert.Equal(expected, await connection.ReadLineAsync());
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_of_its_body_disturbs_nobody()
    {
        using (var connection = RawConnection.To(credit.Server))
            await connection.SendAsync("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

        Assert.Equal(200, (await credit.Server.PostAsync("/predict", credit.Row())).Status);
        Assert.Empty(credit.Server.Errors);
    }

    private async Task<(int Status, string Body)> SendAsync(Action<HttpContent> change)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(credit.Row()));
        change(content);
        using var answer = await credit.Server.Http.PostAsync("/predict", content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JsonText.Encoder)}\"";
}
