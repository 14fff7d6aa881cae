using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class SkopeoTests : IDisposable
{
    private readonly TemporaryFolder _temp = new("mlopsbuild-skopeo");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Skopeo_reads_the_manifest_of_a_version()
    {
        var skopeo = Services.Require("skopeo");
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        var raw = await Shell.RunAsync(skopeo, "inspect", "--raw", $"oci:{registry.Root}:{pushed}");

        Assert.Equal(await File.ReadAllTextAsync(Sample.Blob(registry.Root, pushed.Descriptor.Digest), Sample.Cancellation), raw);
        Assert.Equal(ModelPackage.ArtifactType, JsonDocument.Parse(raw).RootElement.GetProperty("artifactType").GetString());
    }

    [Fact]
    public async Task Skopeo_reads_a_package_folder_without_a_reference()
    {
        var skopeo = Services.Require("skopeo");
        var (package, manifest) = await Sample.PackageAsync(_temp);

        var raw = await Shell.RunAsync(skopeo, "inspect", "--raw", $"oci:{package.Root}");

        Assert.Equal(manifest.Digest, Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(raw)));
    }

    [Fact]
    public async Task A_package_that_skopeo_carried_away_and_back_has_the_same_digest_and_content()
    {
        var skopeo = Services.Require("skopeo");
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await Sample.PushAsync(_temp, registry, "another model");

        await Shell.RunAsync(skopeo, "copy", $"oci:{registry.Root}:{pushed}", $"dir:{_temp.File("dir")}");
        await Shell.RunAsync(skopeo, "copy", $"dir:{_temp.File("dir")}", $"oci:{_temp.File("back")}:{pushed}");
        var back = OciLayout.Open(_temp.File("back"));
        var found = await back.FindAsync(Sample.Name, pushed.Tag, Sample.Cancellation);
        await back.UnpackAsync(found!, _temp.File("unpacked"), Sample.Cancellation);

        Assert.Equal(pushed.Descriptor.Digest, found!.Digest);
        Assert.Equal("a model", await File.ReadAllTextAsync(_temp.File("unpacked", "model.zip"), Sample.Cancellation));
    }

    [Fact]
    public async Task What_skopeo_wrote_into_the_layout_and_its_entry_stay_when_we_write()
    {
        var skopeo = Services.Require("skopeo");
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await Shell.RunAsync(skopeo, "copy", $"oci:{registry.Root}:{pushed}", $"oci:{registry.Root}:customer-churn:2.0.0");

        await registry.AttachAsync(pushed.Descriptor, "application/spdx+json", "{}"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await Sample.PushAsync(_temp, registry, "another model");
        await registry.CollectGarbageAsync(untagged: true, Sample.Cancellation);

        Assert.Equal(["credit-scoring", "customer-churn"], await registry.NamesAsync(Sample.Cancellation));
        Assert.Equal(pushed.Descriptor.Digest, (await registry.FindAsync("customer-churn", "2.0.0", Sample.Cancellation))!.Digest);
        Assert.Contains("subject", await Shell.RunAsync(skopeo, "inspect", "--raw", $"oci:{registry.Root}:{await ReferrerAsync(skopeo, registry, pushed)}"), StringComparison.Ordinal);
    }

    // The referrers list is an image index under the tag of the scheme; skopeo reads it like any other tag.
    private static async Task<string> ReferrerAsync(string skopeo, OciLayout registry, TaggedDescriptor pushed)
    {
        var list = await Shell.RunAsync(skopeo, "inspect", "--raw", $"oci:{registry.Root}:sha256-{pushed.Descriptor.Digest.Hex}");
        var referrer = JsonDocument.Parse(list).RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()!;
        await registry.TagAsync("credit-scoring", "sbom", (await registry.ReferrersAsync(pushed.Descriptor.Digest, null, Sample.Cancellation)).Single(r => r.Digest.ToString() == referrer));
        return "credit-scoring:sbom";
    }
}
