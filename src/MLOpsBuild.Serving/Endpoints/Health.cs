using System.Reflection;

namespace MLOpsBuild.Serving;

/// <summary>The server's health and name by the Open Inference Protocol v2.</summary>
internal static class Health
{
    private static readonly string Version = typeof(Health).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void Live(HttpContext context) => Answer.Send(context, StatusCodes.Status200OK, Answer.Json, """{"live":true}"""u8);

    public static void Ready(HttpContext context, Gate gate) =>
        Answer.Send(context, Status(gate), Answer.Json, gate.Ready ? """{"ready":true}"""u8 : """{"ready":false}"""u8);

    public static void ModelReady(HttpContext context, Gate gate, ServedModel model) => Answer.Send(context, Status(gate), json =>
    {
        json.WriteStartObject();
        json.WriteString("name", model.EncodedName);
        json.WriteBoolean("ready", gate.Ready);
        json.WriteEndObject();
    });

    public static void Server(HttpContext context) => Answer.Send(context, StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteString("name", "mlopsbuild");
        json.WriteString("version", Version);
        json.WriteStartArray("extensions");
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static int Status(Gate gate) => gate.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
