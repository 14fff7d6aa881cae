using System.IO.Pipelines;

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
        if (!IsJson(request.ContentType))
            throw new RequestException(StatusCodes.Status415UnsupportedMediaType, $"the content type '{request.ContentType}' is not taken: send 'Content-Type: application/json'");
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

    private static bool IsJson(string? type)
    {
        if (string.IsNullOrEmpty(type))
            return true;
        var media = type.AsSpan();
        var end = media.IndexOf(';');
        media = (end < 0 ? media : media[..end]).Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
