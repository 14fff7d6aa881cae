using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.Delivery;

/// <summary>Says what moved between two plans.</summary>
public static class PlanDifference
{
    private static readonly string[] Keys = ["place", "from", "gate"];

    /// <summary>A line for each value that differs, such as <c>places[prod-1].version: 0.1.0, now 0.1.1</c>.</summary>
    public static ImmutableArray<string> Of(DeployPlan approved, DeployPlan now)
    {
        var (before, after) = (Values(approved), Values(now));
        return
        [
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path))
                .Select(path => $"{path}: {before.GetValueOrDefault(path) ?? "nothing"}, now {after.GetValueOrDefault(path) ?? "nothing"}"),
        ];
    }

    private static Dictionary<string, string> Values(DeployPlan plan)
    {
        using var document = JsonDocument.Parse(PlanFile.ToBytes(plan));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect("", document.RootElement, values);
        return values;
    }

    private static void Collect(string path, JsonElement element, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Collect(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, values);
                break;
            case JsonValueKind.Array:
                foreach (var (at, item) in element.EnumerateArray().Index())
                    Collect($"{path}[{Key(item) ?? FormattableString.Invariant($"{at}")}]", item, values);
                break;
            default:
                values[path] = element.ToString();
                break;
        }
    }

    private static string? Key(JsonElement item) => item.ValueKind != JsonValueKind.Object ? null
        : Keys.Select(key => item.TryGetProperty(key, out var value) ? value.GetString() : null).FirstOrDefault(value => value is not null);
}
