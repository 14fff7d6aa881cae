using System.Buffers;
using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>Sends an answer whole, with its length.</summary>
internal static class Answer
{
    public const string Json = "application/json";
    public const string Html = "text/html; charset=utf-8";

    public static void Send(HttpContext context, int status, string type, ReadOnlySpan<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            response.BodyWriter.Write(body);
    }

    public static void Send(HttpContext context, int status, Action<Utf8JsonWriter> write) => Send(context, status, Json, ModelDocuments.Json(write));

    /// <summary>An error as the Open Inference Protocol has it, with the fields that are wrong beside it.</summary>
    public static void Error(HttpContext context, int status, string message, IReadOnlyList<Problem> problems)
    {
        if (context.Response.HasStarted)
            return;
        Send(context, status, json =>
        {
            json.WriteStartObject();
            json.WriteString("error", message);
            if (problems.Count > 0)
            {
                json.WriteStartArray("fields");
                foreach (var problem in problems)
                    Write(json, problem);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        if (problem.Row >= 0)
            json.WriteNumber("row", problem.Row);
        json.WriteString("field", problem.Field);
        json.WriteString("problem", problem.What);
        json.WriteEndObject();
    }
}
