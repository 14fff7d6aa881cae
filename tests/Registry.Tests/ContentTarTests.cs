using System.Formats.Tar;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class ContentTarTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Other_readers_of_tar_see_the_names_sizes_and_fixed_facts()
    {
        string[] names = ["a", new string('b', 100), new string('c', 101), "d/" + new string('d', 200) + "/ünïcödé あ"];
        foreach (var name in names)
            _temp.Write("content/" + name, name);

        var entries = await EntriesAsync();

        Assert.Equal(names, entries.Select(entry => entry.Name));
        Assert.All(entries, entry => Assert.Equal(
            (TarEntryType.RegularFile, DateTimeOffset.UnixEpoch, 0, 0, "", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead),
            (entry.EntryType, entry.ModificationTime, entry.Uid, entry.Gid, ((PosixTarEntry)entry).UserName, entry.Mode)));
    }

    [Fact]
    public async Task GNU_tar_unpacks_the_layer()
    {
        var tar = Services.Require("tar");
        var name = "folder/" + new string('x', 120) + " あ.txt";
        _temp.Write("content/" + name, "text");
        var layer = await LayerAsync();
        Directory.CreateDirectory(_temp.File("unpacked"));

        await Shell.RunAsync(tar, "-x", "-f", layer, "-C", _temp.File("unpacked"));

        Assert.Equal("text", await File.ReadAllTextAsync(_temp.File("unpacked", name), Sample.Cancellation));
    }

    [Fact]
    public async Task A_file_of_8_GiB_or_more_has_its_size_in_a_record_that_other_readers_know()
    {
        const long size = 0x2_0000_0000;
        var tar = Services.Require("tar");
        var sparse = _temp.File("large.tar");
        await using (var file = File.Create(sparse))
        {
            await file.WriteAsync(ContentTar.Header("model.zip", size), Sample.Cancellation);
            file.SetLength((long)ContentTar.LengthOf([new PackageFile("model.zip", size, Digest.OfBytes([]))]));
        }

        Assert.Contains($" {size} 1970-01-01 ", await Shell.RunAsync(tar, "--utc", "-t", "-v", "-f", sparse), StringComparison.Ordinal);
        Assert.Equal(512, ContentTar.Header("model.zip", size - 1).Length);
        Assert.Equal(3 * 512, ContentTar.Header("model.zip", size).Length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 511)]
    [InlineData(512, 0)]
    [InlineData(513, 511)]
    public void Content_is_filled_up_to_whole_blocks(long size, int padding) => Assert.Equal(padding, ContentTar.Padding(size));

    private async Task<string> LayerAsync()
    {
        var manifest = await ModelPackage.WriteAsync(_temp.File("content"), Sample.Config, _temp.File("package"), Sample.Cancellation);
        var bytes = await File.ReadAllBytesAsync(Sample.Blob(_temp.File("package"), manifest.Digest), Sample.Cancellation);
        return Sample.Blob(_temp.File("package"), Manifest.Parse(bytes, "test").Layers.Single().Digest);
    }

    private async Task<List<TarEntry>> EntriesAsync()
    {
        await using var layer = File.OpenRead(await LayerAsync());
        await using var reader = new TarReader(layer);
        var entries = new List<TarEntry>();
        while (await reader.GetNextEntryAsync(copyData: true, Sample.Cancellation) is { } entry)
            entries.Add(entry);
        return entries;
    }
}
