using System.Text.Json.Nodes;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class IndexTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Entries_and_members_of_others_stay_as_they_are()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        JsonNode foreign = new JsonObject
        {
            ["mediaType"] = "application/vnd.acme+json",
            ["digest"] = "sha512:" + new string('a', 128),
            ["size"] = 5,
            ["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = "riscv64" },
            ["annotations"] = new JsonObject { [MediaTypes.RefName] = "acme", ["z"] = "1", ["a"] = "ü < >" },
        };
        Change(registry, index =>
        {
            index["annotations"] = new JsonObject { ["owner"] = "acme" };
            index["manifests"]!.AsArray().Insert(0, foreign.DeepClone());
            index["manifests"]!.AsArray().Add(new JsonObject { ["mediaType"] = "text/plain" });
        });

        await registry.TagAsync(Sample.Name, "champion", pushed.Descriptor, cancellationToken: Sample.Cancellation);
        await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation);

        var after = Read(registry);
        Assert.Equal("acme", (string?)after["annotations"]!["owner"]);
        Assert.Equal(foreign.ToJsonString(), after["manifests"]![0]!.ToJsonString());
        Assert.Contains(after["manifests"]!.AsArray(), entry => (string?)entry!["mediaType"] == "text/plain");
        Assert.Equal(["0.1.0", "champion"], (await registry.ListAsync(Sample.Name, Sample.Cancellation)).Select(tag => tag.Tag));
    }

    [Fact]
    public async Task A_reference_that_stands_there_twice_is_refused()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        Change(registry, index => index["manifests"]!.AsArray().Add(index["manifests"]![0]!.DeepClone()));

        Assert.Equal(
            $"REG204: {Path.Combine(registry.Root, "index.json")} holds the reference 'credit-scoring:0.1.0' 2 times. Remove the entries that are not wanted from the file, or tag the right digest again.",
            (await Sample.RefusedAsync(() => registry.FindAsync(Sample.Name, pushed.Tag, Sample.Cancellation))).Message);
    }

    [Theory]
    [InlineData("digest", "\"sha256:short\"", "$.manifests[0].digest is 'sha256:short' where sha256: and 64 lower-case hexadecimal digits are expected.")]
    [InlineData("digest", "null", "$.manifests[0].digest is null where a text is expected.")]
    [InlineData("size", "\"9\"", "$.manifests[0].size is string where a number is expected.")]
    [InlineData("size", "-1", "$.manifests[0].size is -1 where a whole number from 0 is expected.")]
    [InlineData("mediaType", "7", "$.manifests[0].mediaType is number where a text is expected.")]
    public async Task An_entry_that_was_tampered_with_is_refused_with_its_place(string member, string value, string problem)
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        Change(registry, index => index["manifests"]![0]![member] = JsonNode.Parse(value));

        Assert.Equal(
            $"REG303: {Path.Combine(registry.Root, "index.json")} is not valid: {problem} Write it again with the tool that made it.",
            (await Sample.RefusedAsync(() => registry.FindAsync(Sample.Name, pushed.Tag, Sample.Cancellation))).Message);
    }

    [Fact]
    public async Task An_entry_that_names_another_size_or_a_huge_manifest_is_refused_on_reading()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var path = Sample.Blob(registry.Root, pushed.Descriptor.Digest);
        var wrong = pushed.Descriptor with { Size = 7 };
        var huge = pushed.Descriptor with { Size = BlobStore.DocumentLimit + 1 };

        Assert.StartsWith($"REG301: {path} is damaged: it has {pushed.Descriptor.Size} bytes where 7 are expected.",
            (await Sample.RefusedAsync(() => registry.ReadConfigAsync(wrong, Sample.Cancellation))).Message, StringComparison.Ordinal);
        Assert.Equal(
            $"REG303: {path} is not valid: 4194305 bytes are more than the 4194304 that a document may have. Only manifests and configs up to this size are read into memory: refer to the blob as a layer.",
            (await Sample.RefusedAsync(() => registry.ReadConfigAsync(huge, Sample.Cancellation))).Message);
    }

    private static JsonNode Read(OciLayout layout) => JsonNode.Parse(File.ReadAllText(Path.Combine(layout.Root, "index.json")))!;

    private static void Change(OciLayout layout, Action<JsonNode> change)
    {
        var index = Read(layout);
        change(index);
        File.WriteAllText(Path.Combine(layout.Root, "index.json"), index.ToJsonString());
    }
}
