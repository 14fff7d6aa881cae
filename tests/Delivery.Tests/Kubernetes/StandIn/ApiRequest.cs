using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>One request for objects.</summary>
internal sealed partial class ApiRequest(ClusterStandIn cluster, HttpContext http, string path, string body)
{
    private ApiObjects Objects => cluster.Objects;

    private bool Dry => http.Request.Query["dryRun"] == "All";

    private string Manager => http.Request.Query["fieldManager"] is [{ } manager] ? manager : http.Request.Headers.UserAgent.ToString().Split('/')[0];

    /// <summary>An object, a list or a text.</summary>
    public JsonNode Answer()
    {
        var match = Place().Match(path);
        if (!match.Success || ApiResources.All.FirstOrDefault(resource => resource.Root == match.Groups["root"].Value && resource.Plural == match.Groups["plural"].Value) is not { } known)
            throw new ApiRefusal(404, "NotFound", "the server could not find the requested resource");
        var (space, name, sub) = (match.Groups["space"].Value, match.Groups["name"].Value, match.Groups["sub"].Value);
        return http.Request.Method switch
        {
            "GET" when name.Length == 0 => List(known, space),
            "GET" => Get(known, space, name, sub),
            "POST" => Objects.Create(known, space, JsonNode.Parse(body)!.AsObject(), Manager, Dry),
            "PUT" => Replace(known, space, name),
            "PATCH" => Patch(known, space, name, sub),
            "DELETE" => Delete(known, space, name),
            _ => throw new ApiRefusal(405, "MethodNotAllowed", "the server does not allow this method"),
        };
    }

    private JsonObject List(ApiResource resource, string space)
    {
        if (resource.Plural == "pods")
            cluster.Workloads.Step();
        var labels = Pairs("labelSelector");
        var fields = Pairs("fieldSelector");
        var items = Objects.Of(resource.Plural, space)
            .Where(item => labels.All(label => item.Label(label.Name) == label.Value))
            .Where(item => fields.All(field => item.Text(field.Name.Split('.')) == field.Value));
        return new() { ["kind"] = resource.Kind + "List", ["apiVersion"] = resource.ApiVersion, ["metadata"] = new JsonObject(), ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]) };
    }

    private JsonNode Get(ApiResource resource, string space, string name, string sub)
    {
        var item = Find(resource, space, name.Split(':')[0]);
        return sub switch
        {
            "" => item.DeepClone(),
            "log" => JsonValue.Create(string.Concat(Enumerable.Range(1, 3).Select(line => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{item.Name()} line {line}\n")))),
            "proxy/metrics" => JsonValue.Create(cluster.Metrics(item)),
            "scale" => Scale(item),
            _ => throw new ApiRefusal(404, "NotFound", "the server could not find the requested resource"),
        };
    }

    private JsonObject Replace(ApiResource resource, string space, string name)
    {
        var (there, changed) = (Find(resource, space, name), JsonNode.Parse(body)!.AsObject());
        if (changed.Text("metadata", "resourceVersion") is { } version && version != there.Text("metadata", "resourceVersion"))
            throw new ApiRefusal(409, "Conflict", $"Operation cannot be fulfilled on {resource.Plural}{ApiObjects.Suffix(resource)} \"{name}\": the object has been modified; please apply your changes to the latest version and try again");
        foreach (var kept in new[] { "uid", "creationTimestamp", "namespace", "managedFields" })
            changed.Map("metadata")[kept] = there.At("metadata", kept)?.DeepClone();
        return Objects.Update(there, changed, Manager).DeepClone().AsObject();
    }

    private JsonObject Patch(ApiResource resource, string space, string name, string sub)
    {
        var patch = JsonNode.Parse(body)!;
        if (http.Request.ContentType == "application/apply-patch+yaml")
            return Objects.Apply(resource, space, name, patch.AsObject(), Manager, http.Request.Query["force"] == "true", Dry).DeepClone().AsObject();
        var there = Find(resource, space, name);
        var changed = there.DeepClone().AsObject();
        switch (http.Request.ContentType)
        {
            case "application/json-patch+json":
                foreach (var change in patch.AsArray())
                    Set(changed, change.Text("path")!, change!["value"]);
                break;
            default:
                changed = Merged(changed, patch.AsObject());
                break;
        }

        changed = Objects.Update(there, changed, Manager, sub.Length == 0 ? null : sub);
        return sub == "scale" ? Scale(changed) : changed.DeepClone().AsObject();
    }

    private JsonObject Delete(ApiResource resource, string space, string name)
    {
        Objects.Delete(Find(resource, space, name));
        return new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Success", ["details"] = new JsonObject { ["name"] = name, ["kind"] = resource.Plural } };
    }

    private JsonObject Find(ApiResource resource, string space, string name) =>
        Objects.Find(resource.Plural, space, name) ?? throw ApiRefusal.NotFound(resource.Plural + ApiObjects.Suffix(resource), name);

    private IEnumerable<(string Name, string Value)> Pairs(string query) => (http.Request.Query[query].ToString() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]));

    private static JsonObject Scale(JsonObject item) => new()
    {
        ["kind"] = "Scale",
        ["apiVersion"] = "autoscaling/v1",
        ["metadata"] = new JsonObject { ["name"] = item.Name(), ["namespace"] = item.Text("metadata", "namespace"), ["resourceVersion"] = item.Text("metadata", "resourceVersion") },
        ["spec"] = new JsonObject { ["replicas"] = item.Number("spec", "replicas") },
        ["status"] = new JsonObject { ["replicas"] = item.Number("status", "replicas") ?? 0 },
    };

    private static JsonObject Merged(JsonObject under, JsonObject over)
    {
        foreach (var (key, value) in over)
        {
            if (value is null)
                under.Remove(key);
            else if (value is JsonObject map)
                under[key] = Merged(under[key] as JsonObject ?? [], map).DeepClone();
            else
                under[key] = value.DeepClone();
        }

        return under;
    }

    private static void Set(JsonObject item, string pointer, JsonNode? value)
    {
        var names = pointer.Split('/').Skip(1).Select(name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        item.Map(names.AsSpan(0, names.Length - 1))[names[^1]] = value?.DeepClone();
    }

    [GeneratedRegex("^(?<root>/api/v1|/apis/[^/]+/[^/]+)/namespaces/(?<space>[^/]+)/(?<plural>[^/]+)(/(?<name>[^/]+)(/(?<sub>.+))?)?$")]
    private static partial Regex Place();
}
