using System.Formats.Tar;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class ForgedPackageTests : IDisposable
{
    private const string Fix = " Nothing was unpacked. Take the package from a source you trust and push it again.";

    private static readonly PackageFile Model = ForgedPackage.File("model.zip", "a model");

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("../model.zip", "a name is relative, without empty parts, '.' or '..', and no part ends with '.' or a space")]
    [InlineData("a/../../model.zip", "a name is relative, without empty parts, '.' or '..', and no part ends with '.' or a space")]
    [InlineData("/etc/passwd", "a name is relative, without empty parts, '.' or '..', and no part ends with '.' or a space")]
    [InlineData("a//b", "a name is relative, without empty parts, '.' or '..', and no part ends with '.' or a space")]
    [InlineData("C:\\\\windows", "a name has no control characters and none of \\ : * ? \" < > |")]
    [InlineData("a\\u0000b", "a name has no control characters and none of \\ : * ? \" < > |")]
    [InlineData("", "a name has 1 to 1024 characters")]
    public async Task A_config_that_lists_a_name_outside_the_folder_is_refused(string name, string problem)
    {
        var config = ForgedPackage.Config(Model).Replace("model.zip", name, StringComparison.Ordinal);
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, config, ForgedPackage.Tar());

        var refused = await RefusedAsync(layout, manifest);

        Assert.Equal(RegistryCodes.ForeignContent, refused.Code);
        Assert.EndsWith($": {problem}.{Fix}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a", "'a' and 'a' differ in case at most")]
    [InlineData("model.zip", "Model.zip", "'Model.zip' and 'model.zip' differ in case at most")]
    [InlineData("a", "a/b", "'a' is a file and the folder of 'a/b'")]
    public async Task A_config_that_lists_two_files_in_one_place_is_refused(string first, string second, string problem)
    {
        var config = ForgedPackage.Config(Model with { Name = first }, Model with { Name = second });
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, config, ForgedPackage.Tar());

        var refused = await RefusedAsync(layout, manifest);

        Assert.EndsWith($" is refused: {problem}.{Fix}", refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Layers => new()
    {
        { "at byte 0 it holds '../../evil' where the config lists the file 'model.zip' of 7 bytes.", Padded(ForgedPackage.Tar(ForgedPackage.Entry("../../evil", "a model"))) },
        { "at byte 0 it holds '/model.zip' where the config lists the file 'model.zip' of 7 bytes.", Padded(ForgedPackage.Tar(ForgedPackage.Entry("/model.zip", "a model"))) },
        { "at byte 0 it holds 'model.zip' where the config lists the file 'model.zip' of 7 bytes.", Padded(ForgedPackage.Tar(ForgedPackage.Link(TarEntryType.SymbolicLink, "model.zip", "/etc/passwd"))) },
        { "at byte 0 it holds 'model.zip' where the config lists the file 'model.zip' of 7 bytes.", Padded(ForgedPackage.Tar(ForgedPackage.Link(TarEntryType.HardLink, "model.zip", "/etc/passwd"))) },
        { "at byte 0 it holds 'model.zip' where the config lists the file 'model.zip' of 7 bytes.", Padded(ForgedPackage.Tar(ForgedPackage.Entry("model.zip", "a model and more"))) },
        { $"'model.zip' has the digest {Digest.OfBytes("A model"u8)} where the config lists {Model.Digest}.", Canonical(("model.zip", "A model")) },
        { "it has 3072 bytes where the files that the config lists take 2048.", Canonical(("model.zip", "a model"), ("model.zip", "a model")) },
        { "it has 2049 bytes where the files that the config lists take 2048.", [.. Canonical(("model.zip", "a model")), 0] },
        { "at byte 1024 it holds 'x' where the config lists the end.", [.. Canonical(("model.zip", "a model"))[..1024], (byte)'x', .. new byte[1023]] },
        { "at byte 519 it holds '!' where the config lists zeros after 'model.zip'.", [.. Canonical(("model.zip", "a model"))[..519], (byte)'!', .. new byte[1528]] },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public async Task A_layer_that_is_not_exactly_the_listed_files_is_refused_and_leaves_nothing(string problem, byte[] layer)
    {
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, ForgedPackage.Config(Model), layer);

        var refused = await RefusedAsync(layout, manifest);

        Assert.Equal(RegistryCodes.ForeignContent, refused.Code);
        Assert.StartsWith($"REG404: {Sample.Blob(layout.Root, Digest.OfBytes(layer))} is refused: {problem}", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(Fix, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_config_that_promises_more_than_the_layer_has_is_refused_before_anything_is_written()
    {
        var config = ForgedPackage.Config(Model with { Size = long.MaxValue / 2 });
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, config, Canonical(("model.zip", "a model")));

        Assert.Equal(RegistryCodes.ForeignContent, (await RefusedAsync(layout, manifest)).Code);
    }

    [Fact]
    public async Task Sizes_that_overflow_together_are_refused()
    {
        var config = ForgedPackage.Config(Model with { Size = long.MaxValue }, Model with { Name = "other", Size = long.MaxValue });
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, config, Canonical(("model.zip", "a model")));

        Assert.Equal(RegistryCodes.ForeignContent, (await RefusedAsync(layout, manifest)).Code);
    }

    [Theory]
    [InlineData("2", "Update MLOpsBuild to the version that wrote it, or package the model again with this one.")]
    [InlineData("0", "Package the model again with this version of MLOpsBuild.")]
    public async Task A_package_of_another_format_version_is_refused_with_the_way_out(string version, string fix)
    {
        var config = ForgedPackage.Config(Model).Replace("\"formatVersion\":1", $"\"formatVersion\":{version},\"new\":[]", StringComparison.Ordinal);
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, config, ForgedPackage.Tar());

        var refused = await RefusedAsync(layout, manifest);

        var path = Sample.Blob(layout.Root, Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(config)));
        Assert.Equal($"REG402: {path} has the package format {version}; this build reads format 1. {fix}", refused.Message);
    }

    [Theory]
    [InlineData("{", "Expected depth to be zero at the end of the JSON payload.")]
    [InlineData("[]", "$ is array where an object is expected.")]
    [InlineData("{}", "$ has no 'formatVersion'.")]
    [InlineData("{\"formatVersion\":\"1\"}", "$.formatVersion is string where a number is expected.")]
    [InlineData("{\"formatVersion\":1.5}", "$.formatVersion is 1.5 where a whole number from 0 is expected.")]
    [InlineData("{\"formatVersion\":1,\"pipeline\":\"a\",\"task\":\"b\",\"files\":[{\"name\":\"a\",\"size\":-1}]}", "$.files[0].size is -1 where a whole number from 0 is expected.")]
    [InlineData("{\"formatVersion\":1,\"pipeline\":\"a\",\"task\":\"b\",\"files\":[{\"name\":\"a\",\"size\":1,\"digest\":\"x\"}]}", "$.files[0].digest is 'x' where sha256: and 64 lower-case hexadecimal digits are expected.")]
    [InlineData("{\"formatVersion\":1,\"formatVersion\":1}", "Duplicate property 'formatVersion'")]
    public async Task A_config_of_another_shape_is_refused_with_its_place(string config, string problem)
    {
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, config, ForgedPackage.Tar());

        var refused = await RefusedAsync(layout, manifest);

        Assert.Contains($" is not valid: {problem}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RegistryCodes.InvalidDocument, refused.Code);
    }

    [Fact]
    public async Task An_artifact_of_another_type_is_no_package()
    {
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, "{}", [], artifactType: "application/vnd.acme.thing");

        Assert.Equal(
            $"REG401: {manifest.Digest} is not a model package: its artifact type is 'application/vnd.acme.thing'. Name a manifest with the artifact type application/vnd.mlopsbuild.model.v1.",
            (await RefusedAsync(layout, manifest)).Message);
    }

    [Fact]
    public async Task A_compressed_layer_is_no_package()
    {
        var (layout, manifest) = await ForgedPackage.WriteAsync(_temp, ForgedPackage.Config(Model), [], layerType: "application/vnd.oci.image.layer.v1.tar+gzip");

        Assert.Equal(
            $"REG401: {manifest.Digest} is not a model package: it has not exactly one layer of the type application/vnd.mlopsbuild.model.content.v1.tar. Name a manifest with the artifact type application/vnd.mlopsbuild.model.v1.",
            (await RefusedAsync(layout, manifest)).Message);
    }

    private static byte[] Canonical(params (string Name, string Text)[] files) =>
    [
        .. files.SelectMany(file => (byte[])[.. ContentTar.Header(file.Name, file.Text.Length), .. System.Text.Encoding.UTF8.GetBytes(file.Text), .. new byte[512 - file.Text.Length]]),
        .. new byte[1024],
    ];

    private static byte[] Padded(byte[] tar) => [.. tar, .. new byte[Math.Max(0, 2048 - tar.Length)]];

    private async Task<RegistryException> RefusedAsync(OciLayout layout, Descriptor manifest)
    {
        var verify = await Sample.RefusedAsync(() => layout.VerifyAsync(manifest, Sample.Cancellation));
        var unpack = await Sample.RefusedAsync(() => layout.UnpackAsync(manifest, _temp.File("unpacked"), Sample.Cancellation));
        Assert.Equal(verify.Message, unpack.Message);
        Assert.Equal(["forged"], Directory.EnumerateFileSystemEntries(_temp.Path).Select(Path.GetFileName));
        return unpack;
    }
}
