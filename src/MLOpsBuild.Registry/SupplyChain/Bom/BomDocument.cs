using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>The JSON of a bill of materials, by the schema of CycloneDX 1.6.</summary>
internal static class BomDocument
{
    private const string ModelReference = "model";
    private const string DataReference = "data";
    private const string ServerReference = "server";

    public static byte[] Bytes(BillOfMaterials bill) => JsonText.Object(writer =>
    {
        writer.WriteString("bomFormat", "CycloneDX");
        writer.WriteString("specVersion", "1.6");
        writer.WriteNumber("version", 1);
        WriteMetadata(writer, bill);
        writer.WriteStartArray("components");
        WriteModel(writer, bill);
        WriteData(writer, bill.Data);
        WriteServer(writer, bill.Server);
        foreach (var (name, version) in bill.Server.Frameworks)
            WriteComponent(writer, "framework", Reference(name), name, version, _ => { });
        foreach (var package in bill.Server.Packages)
            WritePackage(writer, package);
        writer.WriteEndArray();
        WriteDependencies(writer, bill);
    });

    private static void WriteMetadata(Utf8JsonWriter writer, BillOfMaterials bill)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("timestamp", bill.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteStartObject("tools");
        writer.WriteStartArray("components");
        WriteComponent(writer, "application", null, "MLOpsBuild", bill.ToolVersion, _ => { });
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("component");
        WriteHead(writer, "application", "package", bill.Pipeline, bill.Version);
        writer.WriteString("description", "A model package: an OCI artifact of the type " + ModelPackage.ArtifactType);
        WriteHash(writer, "SHA-256", bill.Package.Hex);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, BillOfMaterials bill) => WriteComponent(writer, "machine-learning-model", ModelReference, bill.Pipeline, bill.Version, model =>
    {
        ModelCardDocument.Write(model, bill.Card, DataReference);
        model.WriteList("components", bill.Files, WriteFile);
    });

    private static void WriteData(Utf8JsonWriter writer, DataSet data) => WriteComponent(writer, "data", DataReference, data.Name, null, component =>
    {
        WriteHash(component, "SHA-256", data.Digest.Hex);
        component.WriteStartArray("data");
        component.WriteStartObject();
        component.WriteString("type", "dataset");
        component.WriteString("name", data.Name);
        component.WriteStartObject("contents");
        WriteProperties(component, data.Properties);
        component.WriteEndObject();
        if (!data.Sensitive.IsEmpty)
            component.WriteList("sensitiveData", data.Sensitive, (list, column) => list.WriteStringValue(column));
        component.WriteEndObject();
        component.WriteEndArray();
    });

    private static void WriteServer(Utf8JsonWriter writer, ProgramInventory server) =>
        WriteComponent(writer, "application", ServerReference, server.Name, server.Version, _ => { });

    private static void WritePackage(Utf8JsonWriter writer, NuGetPackage package) => WriteComponent(writer, "library", package.Url, package.Name, package.Version, library =>
    {
        if (package.Sha512.Length > 0)
            WriteHash(library, "SHA-512", package.Sha512);
        library.WriteString("purl", package.Url);
        if (!package.NativeLibraries.IsEmpty)
            library.WriteList("components", package.NativeLibraries, WriteFile);
    });

    private static void WriteFile(Utf8JsonWriter writer, PackageFile file) =>
        WriteComponent(writer, "file", null, file.Name, null, component => WriteHash(component, "SHA-256", file.Digest.Hex));

    private static void WriteDependencies(Utf8JsonWriter writer, BillOfMaterials bill)
    {
        var urls = bill.Server.Packages.ToDictionary(package => package.Name, package => package.Url, StringComparer.OrdinalIgnoreCase);
        writer.WriteStartArray("dependencies");
        WriteDependency(writer, "package", [ModelReference, ServerReference]);
        WriteDependency(writer, ModelReference, [DataReference]);
        WriteDependency(writer, ServerReference, bill.Server.Frameworks.Select(framework => Reference(framework.Key)).Concat(urls.Values));
        foreach (var package in bill.Server.Packages)
            WriteDependency(writer, package.Url, package.DependsOn.Select(name => urls.GetValueOrDefault(name)).OfType<string>());
        writer.WriteEndArray();
    }

    private static void WriteDependency(Utf8JsonWriter writer, string reference, IEnumerable<string> dependsOn)
    {
        writer.WriteStartObject();
        writer.WriteString("ref", reference);
        writer.WriteList("dependsOn", dependsOn, (list, other) => list.WriteStringValue(other));
        writer.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter writer, string type, string? reference, string name, string? version, Action<Utf8JsonWriter> rest)
    {
        writer.WriteStartObject();
        WriteHead(writer, type, reference, name, version);
        rest(writer);
        writer.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter writer, string type, string? reference, string name, string? version)
    {
        writer.WriteString("type", type);
        if (reference is not null)
            writer.WriteString("bom-ref", reference);
        writer.WriteString("name", name);
        if (!string.IsNullOrEmpty(version))
            writer.WriteString("version", version);
    }

    private static void WriteHash(Utf8JsonWriter writer, string algorithm, string content) => writer.WriteList("hashes", [content], (list, hash) =>
    {
        list.WriteStartObject();
        list.WriteString("alg", algorithm);
        list.WriteString("content", hash);
        list.WriteEndObject();
    });

    internal static void WriteProperties(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, string>> properties) => writer.WriteList("properties", properties, (list, property) =>
    {
        list.WriteStartObject();
        list.WriteString("name", property.Key);
        list.WriteString("value", property.Value);
        list.WriteEndObject();
    });

    private static string Reference(string framework) => "framework:" + framework;
}
