using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MLOpsBuild.Serving.Tests;

/// <summary>What is too large is refused without being read.</summary>
public sealed class LimitTests(CreditServer credit)
{
    private const int Huge = 100 * 1024 * 1024;

    [Fact]
    public async Task A_body_of_100_MB_is_refused_before_any_of_it_is_sent()
    {
        using var connection = RawConnection.To(credit.Server);
        await connection.SendAsync($"POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {Huge}\r\n\r\n");

        var answer = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("""{"error":"the body of 104857600 bytes is larger than the 1048576 bytes that are taken: send fewer rows a request"}""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_asks_first_gets_the_refusal_for_100_MB()
    {
        using var content = new ByteArrayContent(new byte[Huge]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = content, Headers = { ExpectContinue = true } };
        using var answer = await credit.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_chunked_body_is_read_to_the_limit_and_then_refused()
    {
        using var connection = RawConnection.To(credit.Server);
        await connection.SendAsync("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        // One chunk that claims 2 MiB, of which just over the limit is sent.
        await connection.SendAsync("200000\r\n" + new string(' ', (1024 * 1024) + 4096));

        Assert.StartsWith("HTTP/1.1 413 ", await connection.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_than_are_taken_are_refused()
    {
        var (status, body) = await credit.Server.PostAsync("/predict", "[" + string.Join(',', Enumerable.Repeat(credit.Row(), 101)) + "]");
        var (tensors, _) = await credit.Server.PostAsync("/v2/models/credit-scoring/infer", """{"inputs":[{"name":"Time","shape":[101],"datatype":"FP32","data":[]}]}""");

        Assert.Equal((413, """{"error":"the request has more than the 100 rows that are taken: send fewer rows a request"}"""), (status, body));
        Assert.Equal(413, tensors);
    }

    [Fact]
    public async Task The_most_rows_that_are_taken_are_answered()
    {
        var (status, body) = await credit.Server.PostAsync("/predict", "[" + string.Join(',', Enumerable.Repeat(credit.Row(), 100)) + "]");

        Assert.Equal(200, status);
        using var answers = JsonDocument.Parse(body);
        Assert.Equal(100, answers.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        using var connection = RawConnection.To(credit.Server);
        await connection.SendAsync("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

        var answer = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("""{"error":"the body came too slowly: send it at once"}""", answer, StringComparison.Ordinal);
    }
}
