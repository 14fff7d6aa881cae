using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>The configuration of a daemonless image: what the base says, changed as the generated Dockerfile would; no clock.</summary>
internal static class ImageConfig
{
    private const string Epoch = "1970-01-01T00:00:00Z";

    public static byte[] Of(ImageRequest request, BaseImage image, IReadOnlyList<ImageLayer> layers) => OciJson.Bytes(new JsonObject
    {
        ["created"] = Epoch,
        ["architecture"] = image.Config["architecture"]!.DeepClone(),
        ["os"] = image.Config["os"]!.DeepClone(),
        ["config"] = Running(request, image.Config["config"] as JsonObject ?? []),
        ["rootfs"] = new JsonObject
        {
            ["type"] = "layers",
            ["diff_ids"] = new JsonArray([.. BaseDiffs(image), .. layers.Select(layer => JsonValue.Create(layer.Descriptor.Digest.ToString()))]),
        },
        ["history"] = new JsonArray([.. BaseHistory(image), .. layers.Select(layer => History(layer.Name))]),
    });

    private static JsonObject Running(ImageRequest request, JsonObject given)
    {
        var labels = (given["Labels"] as JsonObject)?.ToDictionary(label => label.Key, label => (string?)label.Value, StringComparer.Ordinal) ?? [];
        foreach (var (name, value) in ImageLabels.Of(request))
            labels[name] = value;
        return new()
        {
            ["User"] = FormattableString.Invariant($"{ServerContainer.User}:{ServerContainer.User}"),
            ["ExposedPorts"] = new JsonObject { [FormattableString.Invariant($"{ServerContainer.Port}/tcp")] = new JsonObject() },
            ["Env"] = new JsonArray([.. Environment(request, given)]),
            ["Entrypoint"] = new JsonArray([.. Entrypoint(request).Select(word => JsonValue.Create(word))]),
            ["WorkingDir"] = "/app",
            ["Labels"] = new JsonObject(labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
            // Docker's own member, which others ignore.
            ["Healthcheck"] = new JsonObject
            {
                ["Test"] = new JsonArray(["CMD", "bash", "-c", ServerContainer.Ready]),
                ["Interval"] = Nanoseconds(ServerContainer.HealthInterval),
                ["Timeout"] = Nanoseconds(ServerContainer.HealthTimeout),
                ["StartPeriod"] = Nanoseconds(ServerContainer.HealthStart),
                ["Retries"] = ServerContainer.HealthRetries,
            },
        };
    }

    private static ImmutableArray<string> Entrypoint(ImageRequest request) =>
    [
        $"/{ImageLayers.Runtime}/dotnet", $"/{ImageLayers.Server}/{LocalPaths.Server}",
        "--package", $"/{ImageLayers.Model}",
        "--name", request.Pipeline,
        "--release", request.Version,
        "--urls", FormattableString.Invariant($"http://0.0.0.0:{ServerContainer.Port}"),
    ];

    private static IEnumerable<JsonNode> Environment(ImageRequest request, JsonObject given)
    {
        var ours = ServerContainer.Environment.Append(KeyValuePair.Create("RELEASE", request.Version)).ToArray();
        var kept = (given["Env"] as JsonArray)?.Select(value => (string)value!).Where(value => !ours.Any(own => value.StartsWith(own.Key + "=", StringComparison.Ordinal))) ?? [];
        return kept.Concat(ours.Select(own => $"{own.Key}={own.Value}")).Select(value => (JsonNode)value);
    }

    private static IEnumerable<JsonNode> BaseDiffs(BaseImage image) => image.Config["rootfs"]!["diff_ids"]!.AsArray().Select(digest => digest!.DeepClone());

    /// <summary>One entry a layer is what engines expect; a base that has others gets plain ones.</summary>
    private static IEnumerable<JsonNode> BaseHistory(BaseImage image) =>
        image.Config["history"] is JsonArray history && history.Count(entry => (bool?)entry!["empty_layer"] != true) == image.Layers.Length
            ? history.Select(entry => entry!.DeepClone())
            : image.Layers.Select(_ => History("base"));

    private static JsonObject History(string what) => new() { ["created"] = Epoch, ["created_by"] = "mlopsbuild: " + what };

    private static long Nanoseconds(TimeSpan time) => time.Ticks * 100;
}
