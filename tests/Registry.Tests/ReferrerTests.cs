using System.Collections.Immutable;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class ReferrerTests : IDisposable
{
    private const string Sbom = "application/vnd.cyclonedx+json";
    private const string Report = "text/html";

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task What_is_attached_is_listed_by_type_and_read_back()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var annotations = ImmutableSortedDictionary<string, string>.Empty.Add("gate", "passed");

        var sbom = await registry.AttachAsync(pushed.Descriptor, Sbom, "{}"u8.ToArray(), annotations, Sample.Cancellation);
        await registry.AttachAsync(pushed.Descriptor, Report, "<p>"u8.ToArray(), cancellationToken: Sample.Cancellation);

        var all = await registry.ReferrersAsync(pushed.Descriptor.Digest, null, Sample.Cancellation);
        var found = Assert.Single(await registry.ReferrersAsync(pushed.Descriptor.Digest, Sbom, Sample.Cancellation));
        Assert.Equal([Sbom, Report], all.Select(referrer => referrer.ArtifactType));
        Assert.Equal((sbom.Digest, "passed"), (found.Digest, found.Annotations["gate"]));
        using var reader = new StreamReader(await registry.OpenPayloadAsync(found, Sample.Cancellation));
        Assert.Equal("{}", await reader.ReadToEndAsync(Sample.Cancellation));
    }

    [Fact]
    public async Task The_same_payload_attached_twice_is_there_once_and_changes_no_digest()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        var first = await registry.AttachAsync(pushed.Descriptor, Sbom, "{}"u8.ToArray(), cancellationToken: Sample.Cancellation);
        var second = await registry.AttachAsync(pushed.Descriptor, Sbom, "{}"u8.ToArray(), cancellationToken: Sample.Cancellation);

        Assert.Equal(first.Digest, second.Digest);
        Assert.Single(await registry.ReferrersAsync(pushed.Descriptor.Digest, null, Sample.Cancellation));
        Assert.Equal(pushed.Descriptor.Digest, (await registry.FindAsync(Sample.Name, pushed.Tag, Sample.Cancellation))!.Digest);
    }

    [Fact]
    public async Task Referrers_and_their_referrers_travel_with_the_artifact_and_join_those_that_are_there()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var sbom = await registry.AttachAsync(pushed.Descriptor, Sbom, "{}"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await registry.AttachAsync(sbom, "application/vnd.dev.sigstore.bundle.v0.3+json", "signed"u8.ToArray(), cancellationToken: Sample.Cancellation);
        var other = OciLayout.Open(_temp.File("other"));
        await other.PushAsync(OciLayout.Open(_temp.File("package")), pushed.Descriptor.Digest.ToString(), Sample.Name, Sample.Cancellation);
        await other.AttachAsync(pushed.Descriptor, Report, "<p>"u8.ToArray(), cancellationToken: Sample.Cancellation);

        await other.CopyFromAsync(registry, pushed.ToString(), Sample.Cancellation);

        Assert.Equal([Report, Sbom], (await other.ReferrersAsync(pushed.Descriptor.Digest, null, Sample.Cancellation)).Select(found => found.ArtifactType));
        Assert.Single(await other.ReferrersAsync(sbom.Digest, null, Sample.Cancellation));
    }

    [Fact]
    public async Task Nothing_is_attached_to_what_is_not_there()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var absent = pushed.Descriptor with { Digest = Digest.OfBytes("elsewhere"u8) };

        var refused = await Sample.RefusedAsync(() => registry.AttachAsync(absent, Sbom, "{}"u8.ToArray(), cancellationToken: Sample.Cancellation));

        Assert.Equal(RegistryCodes.MissingBlob, refused.Code);
        Assert.Empty(await registry.ReferrersAsync(absent.Digest, null, Sample.Cancellation));
    }

    [Fact]
    public async Task A_package_has_no_payload_to_open_but_its_layer()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        await using var layer = await registry.OpenPayloadAsync(pushed.Descriptor, Sample.Cancellation);

        Assert.Equal((long)ContentTar.LengthOf((await registry.ReadConfigAsync(pushed.Descriptor, Sample.Cancellation)).Files), layer.Length);
    }
}
