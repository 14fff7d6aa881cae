using System.Text;
using System.Text.Json;

namespace MLOpsBuild.Targets;

/// <summary>What <c>--list</c> prints.</summary>
internal static class ListPage
{
    public static string Write(TargetCatalog catalog, bool json) =>
        json ? Json(catalog) : Text(catalog);

    internal static string Text(TargetCatalog catalog)
    {
        var listed = catalog.All.Where(it => it.Listed).Select(it => (Label: it.Name + (it.IsDefault ? " (default)" : ""), it.Description)).ToList();
        var width = listed.Count == 0 ? 0 : listed.Max(it => it.Label.Length);
        var text = new StringBuilder();
        foreach (var (label, description) in listed)
            text.Append($"{label.PadRight(width)}  {description}".TrimEnd()).Append('\n');
        return text.ToString();
    }

    private static string Json(TargetCatalog catalog)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("targets");
            foreach (var target in catalog.All.Where(it => it.Listed))
            {
                json.WriteStartObject();
                json.WriteString("name", target.Name);
                json.WriteString("description", target.Description);
                json.WriteBoolean("default", target.IsDefault);
                PlanJson.Names(json, "dependsOn", target.ExecutionDependencies);
                PlanJson.Names(json, "triggers", target.Triggers);
                PlanJson.Names(json, "after", target.OrderDependencies);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
