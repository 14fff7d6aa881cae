using System.Globalization;
using System.Net;

namespace MLOpsBuild.Registry.Tests;

/// <summary>
/// Takes one upload as the OCI distribution specification 1.1 has it and keeps each byte that arrived, also of a piece that was cut. Debian's
/// docker-registry forgets such an upload, so that going on in the middle of a piece cannot be shown with it.
/// </summary>
internal sealed class ResumableServer : IAsyncDisposable
{
    private const string Upload = "/v2/acme/credit-scoring/blobs/uploads/one";

    private readonly HttpListener _listener = new();
    private readonly MemoryStream _bytes = new();
    private readonly Task _serving;

    public ResumableServer()
    {
        Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{TokenServer.FreePort()}");
        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Host { get; }

    /// <summary>How many bytes were taken in, each time they came.</summary>
    public long Taken { get; private set; }

    /// <summary>The digest of the finished upload.</summary>
    public Digest? Received { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context);
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The client has gone, or the server is to end.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.HttpMethod)
        {
            case "HEAD":
                response.StatusCode = 404;
                break;
            case "POST":
                response.StatusCode = 202;
                response.Headers["Location"] = Upload;
                break;
            case "GET":
                Accept(response, 204);
                break;
            case "PATCH" when request.Headers["Content-Range"]!.Split('-')[0] == _bytes.Length.ToString(CultureInfo.InvariantCulture):
                await TakeAsync(request);
                Accept(response, 202);
                break;
            case "PUT":
                await TakeAsync(request);
                Received = Digest.OfBytes(_bytes.ToArray());
                response.StatusCode = 201;
                break;
            default:
                response.StatusCode = 416;
                break;
        }
        response.Close();
    }

    private async Task TakeAsync(HttpListenerRequest request)
    {
        var buffer = new byte[4096];
        while (await request.InputStream.ReadAsync(buffer) is > 0 and var read)
        {
            _bytes.Write(buffer, 0, read);
            Taken += read;
        }
    }

    private void Accept(HttpListenerResponse response, int status)
    {
        response.StatusCode = status;
        response.Headers["Location"] = Upload;
        response.Headers["Range"] = string.Create(CultureInfo.InvariantCulture, $"0-{Math.Max(0, _bytes.Length - 1)}");
    }
}
