using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>
/// The two sets of servers that blue/green changes over between, each a Deployment of its own. The Service's selector says which of them is asked; servers without a color serve where the
/// strategy is another. The manifests know no color: it is put into them as they are applied, so that a release that is kept may come back in either.
/// </summary>
internal static class ClusterColor
{
    public const string Blue = "blue";
    public const string Green = "green";

    private const string Deployment = "Deployment";
    private const string Service = "Service";

    /// <summary>The color beside one; beside servers without a color it is blue.</summary>
    public static string Other(string? color) => color == Blue ? Green : Blue;

    /// <summary>The color that a Service leads to; null where it leads to servers without one, or is missing.</summary>
    public static string? Of(JsonObject? service) => service.Text("spec", "selector", Marks.Track) is Blue or Green ? service.Text("spec", "selector", Marks.Track) : null;

    /// <summary>The manifests with servers of a color: the Deployment under a name and labels of its own, and what leads to it, such as the Service and the autoscaler.</summary>
    public static ClusterManifest In(this ClusterManifest manifest, string? color)
    {
        if (color is null)
            return manifest;
        var (name, pod) = (manifest.Deployment.Name(), manifest.Deployment.At("spec", "template", "metadata", "labels") as JsonObject ?? []);
        return new([.. manifest.Objects.Select(item => Colored(item.DeepClone().AsObject(), name, pod, color))]);
    }

    /// <summary>What may come while other servers are asked: all but what leads to those of the color.</summary>
    public static ClusterManifest Beside(this ClusterManifest manifest, string? color) =>
        color is null ? manifest : new([.. manifest.In(color).Objects.Where((_, place) => !Leads(manifest, place))]);

    /// <summary>What leads to the servers of a color, or to those without one, and nothing else.</summary>
    public static ClusterManifest LeadingTo(this ClusterManifest manifest, string? color) =>
        new([.. manifest.In(color).Objects.Where((_, place) => Leads(manifest, place))]);

    /// <summary>What keeps requests away from servers with a color while those without one serve: Services that ask for the label which these have; none where they have no such label.</summary>
    /// <param name="manifest">What is to come.</param>
    /// <param name="serving">The Deployment that serves.</param>
    public static ClusterManifest KeepingColorsAway(this ClusterManifest manifest, JsonObject serving) =>
        serving.Text("spec", "template", "metadata", "labels", Marks.Track) is { } track
            ? new([.. manifest.LeadingTo(Blue).Objects.Where(item => item.Kind() == Service).Select(item => Asking(item, track))])
            : new([]);

    /// <summary>Whether the Service of this name leads to the manifests' servers, so that they can be changed over.</summary>
    public static bool HasService(this ClusterManifest manifest, string name) => manifest.LeadingTo(Blue).Objects.Any(item => item.Kind() == Service && item.Name() == name);

    private static JsonObject Asking(JsonObject service, string track)
    {
        service.Map("spec", "selector")[Marks.Track] = track;
        return service;
    }

    private static bool Leads(ClusterManifest manifest, int place) =>
        manifest.Objects[place].Kind() != Deployment && !JsonNode.DeepEquals(manifest.Objects[place], manifest.In(Blue).Objects[place]);

    private static JsonObject Colored(JsonObject item, string name, JsonObject pod, string color)
    {
        if (item.Kind() == Deployment)
        {
            item.Map("metadata")["name"] = ClusterTarget.ServersOf(name, color);
            if (pod.Text(Marks.Track) is { } track)
                Relabel(item, track, color);
            foreach (var labels in new[] { item.Map("metadata", "labels"), item.Map("spec", "selector", "matchLabels"), item.Map("spec", "template", "metadata", "labels") })
                labels[Marks.Track] = color;
        }
        else if (item.Kind() == Service && item.At("spec", "selector") is JsonObject { Count: > 0 } selector && selector.All(label => JsonNode.DeepEquals(label.Value, pod[label.Key])))
        {
            selector[Marks.Track] = color;
        }

        Refer(item, name, color);
        return item;
    }

    /// <summary>Has rules over the servers, such as those that spread them, mean those of the color.</summary>
    private static void Relabel(JsonNode? node, string track, string color)
    {
        if (node is JsonObject map && map.Text(Marks.Track) == track)
            map[Marks.Track] = color;
        foreach (var part in Parts(node))
            Relabel(part, track, color);
    }

    /// <summary>Has references to the Deployment, such as the autoscaler's, mean that of the color.</summary>
    private static void Refer(JsonNode? node, string name, string color)
    {
        if (node is JsonObject map && map.Text("kind") == Deployment && map.Text("name") == name)
            map["name"] = ClusterTarget.ServersOf(name, color);
        foreach (var part in Parts(node))
            Refer(part, name, color);
    }

    private static IEnumerable<JsonNode?> Parts(JsonNode? node) => node switch
    {
        JsonObject map => map.Select(entry => entry.Value).ToArray(),
        JsonArray items => items,
        _ => [],
    };
}
