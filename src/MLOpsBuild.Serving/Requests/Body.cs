using System.IO.Pipelines;
using Microsoft.Net.Http.Headers;

namespace MLOpsBuild.Serving;

/// <summary>Reads a request's body, whole and within its limit.</summary>
internal static class Body
{
    /// <summary>The body, to be consumed from the request's reader by the caller.</summary>
    /// <exception cref="RequestException">It is too large (nothing of it is read), or of another kind than JSON.</exception>
    public static async ValueTask<ReadResult> ReadAsync(HttpContext context, ServerOptions options)
    {
        var request = context.Request;
        if (request.ContentLength > options.MaxBody)
            throw TooLarge(options, request.ContentLength);
        if (request.ContentType != Answer.Json && !IsJson(request.ContentType))
            throw new RequestException(StatusCodes.Status415UnsupportedMediaType, $"the content type '{request.ContentType}' is not taken: send JSON in UTF-8 with 'Content-Type: application/json'");
        if (request.Headers.ContentEncoding.Count > 0)
            throw new RequestException(StatusCodes.Status415UnsupportedMediaType, $"the content encoding '{request.Headers.ContentEncoding}' is not taken: send the body as it is");
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
                return read;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static RequestException TooLarge(ServerOptions options, long? length) => new(
        StatusCodes.Status413PayloadTooLarge,
        FormattableString.Invariant($"the body{(length is null ? "" : FormattableString.Invariant($" of {length} bytes"))} is larger than the {options.MaxBody} bytes that are taken: send fewer rows a request"));

    private static bool IsJson(string? type) =>
        string.IsNullOrEmpty(type)
        || (MediaTypeHeaderValue.TryParse(type, out var media)
            && (media.MediaType == "application/json" || media.Suffix == "json")
            && (media.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(media.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
