using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Serving;

/// <summary>What is served here: a page for a browser, JSON for a program.</summary>
internal static class FrontPage
{
    private static readonly string[] Links = ["/openapi.json", "/v2", "/v2/health/live", "/v2/health/ready", "/metrics"];

    public static void Send(HttpContext context, ServedModel model)
    {
        context.Response.Headers.Vary = "Accept";
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            Answer.Send(context, StatusCodes.Status200OK, Answer.Html, model.Documents.FrontHtml);
        else
            Answer.Send(context, StatusCodes.Status200OK, Answer.Json, model.Documents.Front);
    }

    public static void Write(Utf8JsonWriter json, ServedModel model)
    {
        json.WriteStartObject();
        json.WriteString("model", model.EncodedName);
        json.WriteString("release", model.EncodedRelease);
        json.WriteNumber("threshold", model.Schema.Threshold);
        json.WriteStartArray("labels");
        json.WriteStringValue(model.Positive);
        json.WriteStringValue(model.Negative);
        json.WriteEndArray();
        json.WriteString("predict", "/predict");
        json.WriteString("infer", $"/v2/models/{model.Name}/infer");
        json.WriteString("openapi", "/openapi.json");
        json.WriteString("ready", "/v2/health/ready");
        json.WriteEndObject();
    }

    public static byte[] Html(ServedModel model, ImmutableArray<KnownRow> known)
    {
        var name = WebUtility.HtmlEncode(model.Name);
        var example = WebUtility.HtmlEncode(Encoding.UTF8.GetString(RowJson.Of(known[0], indented: true)).Replace("'", "'\\''", StringComparison.Ordinal));
        var rows = string.Concat(model.Fields.Features.Select(Row));
        var links = string.Concat(Links.Append($"/v2/models/{model.Name}").Select(link => $"<li><a href=\"{WebUtility.HtmlEncode(link)}\">{WebUtility.HtmlEncode(link)}</a></li>"));
        return Encoding.UTF8.GetBytes($$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{name}}</title>
            <style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}pre{overflow:auto;padding:1rem;border:1px solid #8888}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}</style></head>
            <body><h1>{{name}} <small>{{WebUtility.HtmlEncode(model.Release)}}</small></h1>
            <p>Gives the probability of <b>{{WebUtility.HtmlEncode(model.Schema.Positive)}}</b>; at {{model.Schema.Threshold.ToString("0.###", CultureInfo.InvariantCulture)}} or above a row is labelled so, else <b>{{WebUtility.HtmlEncode(model.Schema.Negative)}}</b>.</p>
            <pre>curl -H 'Content-Type: application/json' <span id="at"></span>/predict -d '{{example}}'</pre>
            <table><tr><th>field</th><th>type</th><th>seen in training</th></tr>{{rows}}</table>
            <ul>{{links}}</ul>
            <script>document.getElementById('at').textContent = location.origin</script></body></html>
            """);
    }

    private static string Row(Field field) =>
        $"<tr><td>{WebUtility.HtmlEncode(field.Name)}</td><td>{Datatypes.Of(field.Kind)}{(field.Optional ? " or null" : "")}</td><td>{WebUtility.HtmlEncode(string.Join(", ", field.Column.Categories))}</td></tr>";
}
