using System.Text;
using System.Text.Json;

namespace MLOpsBuild.Targets;

/// <summary>What <c>--plan --format json</c> prints; docs/targets.md describes it.</summary>
internal static class PlanJson
{
    public static string Write(ExecutionPlan plan)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("targets");
            foreach (var step in plan.Steps)
                Write(json, step);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    public static void Names(Utf8JsonWriter json, string name, IEnumerable<ExecutableTarget> targets)
    {
        json.WriteStartArray(name);
        foreach (var target in targets)
            json.WriteStringValue(target.Name);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PlannedTarget step)
    {
        var target = step.Target;
        var (verdict, why) = Verdict.Of(step);
        json.WriteStartObject();
        json.WriteString("name", target.Name);
        json.WriteString("description", target.Description);
        json.WriteNumber("wave", step.Wave);
        json.WriteString("reason", step.Reason);
        json.WriteString("verdict", verdict);
        json.WriteString("why", why);
        Names(json, "dependsOn", target.ExecutionDependencies);
        Names(json, "triggers", target.Triggers);
        json.WriteStartArray("requires");
        foreach (var name in target.RequirementNames)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("resources");
        foreach (var resource in target.Resources)
            json.WriteStringValue(resource.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
