using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The kinds that the stand-in knows, as a cluster's discovery tells them.</summary>
internal static class ApiResources
{
    public static readonly IReadOnlyList<ApiResource> All =
    [
        new("", "v1", "pods", "Pod"),
        new("", "v1", "services", "Service"),
        new("", "v1", "configmaps", "ConfigMap"),
        new("", "v1", "serviceaccounts", "ServiceAccount"),
        new("", "v1", "events", "Event"),
        new("apps", "v1", "deployments", "Deployment", "scale"),
        new("apps", "v1", "replicasets", "ReplicaSet"),
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"),
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget"),
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy"),
        new("networking.k8s.io", "v1", "ingresses", "Ingress"),
        new("coordination.k8s.io", "v1", "leases", "Lease"),
    ];

    /// <summary>Answers what discovery and validation ask; null for anything else.</summary>
    public static JsonNode? Discover(string path) => path switch
    {
        "/version" => new JsonObject { ["major"] = "1", ["minor"] = "32", ["gitVersion"] = "v1.32.0", ["platform"] = "linux/amd64" },
        "/api" => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
        "/apis" => new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. All.Where(resource => resource.Group.Length > 0).DistinctBy(resource => resource.Group).Select(Group)]) },
        "/openapi/v3" => new JsonObject { ["paths"] = new JsonObject([.. All.DistinctBy(resource => resource.Root).Select(resource => KeyValuePair.Create(resource.Root[1..], (JsonNode?)new JsonObject { ["serverRelativeURL"] = $"/openapi/v3{resource.Root}" }))]) },
        _ when All.FirstOrDefault(resource => resource.Root == path) is { } known => List(known),
        _ when All.FirstOrDefault(resource => "/openapi/v3" + resource.Root == path) is { } known => OpenApi(known),
        _ => null,
    };

    private static JsonObject Group(ApiResource resource)
    {
        JsonObject Version() => new() { ["groupVersion"] = $"{resource.Group}/{resource.Version}", ["version"] = resource.Version };
        return new() { ["name"] = resource.Group, ["versions"] = new JsonArray(Version()), ["preferredVersion"] = Version() };
    }

    private static JsonObject List(ApiResource any) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = any.ApiVersion,
        ["resources"] = new JsonArray([.. All.Where(resource => resource.Root == any.Root).SelectMany(Entries)]),
    };

    private static IEnumerable<JsonObject> Entries(ApiResource resource)
    {
        yield return Entry(resource.Plural, resource.Kind);
        if (resource.Subresource is { } sub)
            yield return Entry($"{resource.Plural}/{sub}", "Scale");
    }

    private static JsonObject Entry(string name, string kind) => new()
    {
        ["name"] = name,
        ["singularName"] = kind.ToLowerInvariant(),
        ["namespaced"] = true,
        ["kind"] = kind,
        ["verbs"] = new JsonArray("create", "delete", "get", "list", "patch", "update", "watch"),
    };

    /// <summary>As much as kubectl reads before it leaves validation to the server.</summary>
    private static JsonObject OpenApi(ApiResource any) => new()
    {
        ["openapi"] = "3.0.0",
        ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.32.0" },
        ["paths"] = new JsonObject([.. All.Where(resource => resource.Root == any.Root).Select(resource => KeyValuePair.Create($"{resource.Root}/namespaces/{{namespace}}/{resource.Plural}/{{name}}", (JsonNode?)new JsonObject
        {
            ["patch"] = new JsonObject
            {
                ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = resource.Group, ["version"] = resource.Version, ["kind"] = resource.Kind },
                ["parameters"] = new JsonArray(Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation"), Parameter("force")),
                ["responses"] = new JsonObject(),
            },
        }))]),
    };

    private static JsonObject Parameter(string name) => new() { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } };
}

/// <summary>A kind of the API.</summary>
internal sealed record ApiResource(string Group, string Version, string Plural, string Kind, string? Subresource = null)
{
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
}
