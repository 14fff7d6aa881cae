using System.Text.Encodings.Web;
using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>How this server writes JSON: readable quotes and letters, since its answers are never put into HTML unescaped.</summary>
internal static class JsonText
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = Encoder, SkipValidation = true };
}
