using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Serving;

/// <summary>The answers that never change while a model is served, as bytes.</summary>
internal sealed class ModelDocuments(ServedModel model, ServerOptions options, ImmutableArray<KnownRow> known)
{
    /// <summary>The model's metadata by the Open Inference Protocol.</summary>
    public byte[] Metadata { get; } = Json(json => ModelMetadata.Write(json, model));

    /// <summary>The OpenAPI description.</summary>
    public byte[] OpenApi { get; } = Json(json => OpenApiDocument.Write(json, model, options, known), indented: true);

    /// <summary>What is served here, for programs.</summary>
    public byte[] Front { get; } = Json(json => FrontPage.Write(json, model), indented: true);

    /// <summary>What is served here, for people.</summary>
    public byte[] FrontHtml { get; } = FrontPage.Html(model, known);

    public static byte[] Json(Action<Utf8JsonWriter> write, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions with { Indented = indented, NewLine = "\n" }))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
