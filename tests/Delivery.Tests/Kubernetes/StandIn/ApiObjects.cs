using System.Globalization;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The objects of the stand-in, with the rules by which an API server keeps them: versions, managers of fields, conflicts.</summary>
internal sealed class ApiObjects(TimeProvider time)
{
    private readonly List<(ApiResource Resource, JsonObject Item)> _items = [];
    private int _version = 100;

    /// <summary>The namespaces that are there.</summary>
    public HashSet<string> Namespaces { get; } = new(StringComparer.Ordinal);

    public IEnumerable<JsonObject> Of(string plural, string? space = null) =>
        _items.Where(entry => entry.Resource.Plural == plural && (space is null || entry.Item.Text("metadata", "namespace") == space)).Select(entry => entry.Item);

    public JsonObject? Find(string plural, string space, string name) => Of(plural, space).FirstOrDefault(item => item.Name() == name);

    public JsonObject Create(ApiResource resource, string space, JsonObject item, string manager, bool dry = false)
    {
        if (!Namespaces.Contains(space))
            throw ApiRefusal.NotFound("namespaces", space);
        if (Find(resource.Plural, space, item.Name()) is not null)
            throw new ApiRefusal(409, "AlreadyExists", $"{resource.Plural}{Suffix(resource)} \"{item.Name()}\" already exists");
        var created = Defaults.Set(item.DeepClone().AsObject());
        var metadata = created.Map("metadata");
        metadata["namespace"] = space;
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Now();
        if (created["spec"] is not null)
            metadata["generation"] = 1;
        if (metadata["managedFields"] is null)
            Manage(created, manager, "Update", FieldSets.Of(item));
        if (!dry)
        {
            Touch(created);
            _items.Add((resource, created));
        }

        return created;
    }

    /// <summary>Server-side apply.</summary>
    public JsonObject Apply(ApiResource resource, string space, string name, JsonObject applied, string manager, bool force, bool dry)
    {
        applied = Defaults.Keys(applied);
        var (there, fields) = (Find(resource.Plural, space, name), FieldSets.Of(applied));
        if (there is null)
        {
            var made = applied.DeepClone().AsObject();
            Manage(made, manager, "Apply", fields);
            return Create(resource, space, made, manager, dry);
        }

        var merged = FieldSets.Merge("", there, applied)!.AsObject();
        merged.Map("metadata")["managedFields"] = there.At("metadata", "managedFields")?.DeepClone();
        var conflicts = Managers(there).Where(other => other.Manager != manager)
            .SelectMany(other => other.Fields.Where(fields.Contains).Where(path => !JsonNode.DeepEquals(FieldSets.Value(there, path), FieldSets.Value(Defaults.Set(merged), path))).Select(path => (other.Manager, Path: path))).ToArray();
        if (conflicts.Length > 0 && !force)
            throw ApiRefusal.Conflicts(conflicts, resource.ApiVersion);
        foreach (var path in Managers(there).Where(own => own.Manager == manager && own.Operation == "Apply").SelectMany(own => own.Fields).Except(fields))
        {
            if (!Managers(there).Any(other => other.Manager != manager && other.Fields.Contains(path)))
                FieldSets.Remove(merged, path);
        }

        Disown(merged, conflicts.Select(conflict => conflict.Path));
        Manage(merged, manager, "Apply", fields);
        return Store(there, Defaults.Set(merged), dry);
    }

    /// <summary>A change by anything but an apply: what changes belongs to its manager.</summary>
    public JsonObject Update(JsonObject there, JsonObject changed, string manager, string? subresource = null)
    {
        var (was, now) = (FieldSets.Of(there), FieldSets.Of(changed));
        var touched = now.Where(path => !JsonNode.DeepEquals(FieldSets.Value(there, path), FieldSets.Value(changed, path))).ToArray();
        Disown(changed, touched.Concat(was.Except(now)));
        if (touched.Length > 0)
            Manage(changed, manager, "Update", [.. touched.Concat(Managers(changed).Where(own => own.Manager == manager && own.Operation == "Update").SelectMany(own => own.Fields))], subresource);
        return Store(there, changed, dry: false);
    }

    public void Delete(JsonObject item) => _items.RemoveAll(entry => ReferenceEquals(entry.Item, item));

    /// <summary>Gives an object a new version in place, as controllers do who change its status.</summary>
    public void Touch(JsonObject item) => item.Map("metadata")["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);

    public static string Suffix(ApiResource resource) => resource.Group.Length == 0 ? "" : "." + resource.Group;

    private JsonObject Store(JsonObject there, JsonObject changed, bool dry)
    {
        if (Same(there, changed))
            return changed;
        if (!JsonNode.DeepEquals(there["spec"], changed["spec"]))
            changed.Map("metadata")["generation"] = (there.Number("metadata", "generation") ?? 0) + 1;
        if (dry)
            return changed;
        Touch(changed);
        var at = _items.FindIndex(entry => ReferenceEquals(entry.Item, there));
        _items[at] = (_items[at].Resource, changed);
        return changed;
    }

    private static bool Same(JsonObject one, JsonObject other)
    {
        JsonObject Bare(JsonObject item)
        {
            var bare = item.DeepClone().AsObject();
            bare.Map("metadata").Remove("managedFields");
            return bare;
        }

        return JsonNode.DeepEquals(Bare(one), Bare(other));
    }

    private void Manage(JsonObject item, string manager, string operation, HashSet<string> fields, string? subresource = null)
    {
        if (item.At("metadata", "managedFields") is not JsonArray entries)
            item.Map("metadata")["managedFields"] = entries = [];
        foreach (var own in entries.Where(entry => entry.Text("manager") == manager && entry.Text("operation") == operation).ToArray())
            entries.Remove(own);
        var added = new JsonObject { ["manager"] = manager, ["operation"] = operation, ["apiVersion"] = item.Text("apiVersion"), ["time"] = Now(), ["fieldsType"] = "FieldsV1", ["fieldsV1"] = FieldSets.ToFieldsV1(fields) };
        if (subresource is not null)
            added["subresource"] = subresource;
        entries.Add(added);
    }

    private static void Disown(JsonObject item, IEnumerable<string> paths)
    {
        var gone = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var entry in item.Items("metadata", "managedFields").ToArray())
        {
            entry["fieldsV1"] = FieldSets.ToFieldsV1(Fields(entry).Except(gone));
            if (entry["fieldsV1"]!.AsObject().Count == 0)
                item.At("metadata", "managedFields")!.AsArray().Remove(entry);
        }
    }

    private static IEnumerable<(string Manager, string Operation, HashSet<string> Fields)> Managers(JsonObject item) =>
        item.Items("metadata", "managedFields").Select(entry => (entry.Text("manager")!, entry.Text("operation")!, Fields(entry)));

    private static HashSet<string> Fields(JsonObject entry)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        Collect("", entry.At("fieldsV1")!.AsObject());
        return paths;

        void Collect(string path, JsonObject node)
        {
            if (node.Count == 0 && path.Length > 0)
                paths.Add(path);
            foreach (var (key, value) in node)
                Collect(path.Length == 0 ? key : $"{path}\u0001{key}", value!.AsObject());
        }
    }

    private string Now() => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

/// <summary>An answer of the API that is an error.</summary>
internal sealed class ApiRefusal(int status, string reason, string message, JsonArray? causes = null) : Exception(message)
{
    public int Status { get; } = status;

    public JsonObject ToStatus()
    {
        var status = new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = Message, ["reason"] = reason, ["code"] = Status };
        if (causes is not null)
            status["details"] = new JsonObject { ["causes"] = causes.DeepClone() };
        return status;
    }

    public static ApiRefusal NotFound(string plural, string name) => new(404, "NotFound", $"{plural} \"{name}\" not found");

    public static ApiRefusal Conflicts(IReadOnlyList<(string Manager, string Path)> conflicts, string version)
    {
        var told = conflicts.Select(conflict => (conflict.Manager, Path: FieldSets.Shown(conflict.Path))).ToArray();
        var message = told.Length == 1
            ? $"Apply failed with 1 conflict: conflict with \"{told[0].Manager}\" using {version}: {told[0].Path}"
            : string.Create(CultureInfo.InvariantCulture, $"Apply failed with {told.Length} conflicts: ") + string.Join('\n', told.GroupBy(conflict => conflict.Manager).Select(group => $"conflicts with \"{group.Key}\" using {version}:\n{string.Join('\n', group.Select(conflict => "- " + conflict.Path))}"));
        return new(409, "Conflict", message, new JsonArray([.. told.Select(conflict => new JsonObject { ["reason"] = "FieldManagerConflict", ["message"] = $"conflict with \"{conflict.Manager}\" using {version}", ["field"] = conflict.Path })]));
    }
}
