using System.Globalization;
using CsCheck;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class DeterminismTests : IDisposable
{
    private static readonly Gen<string> Segment = Gen.String[Gen.Char["abcIİıßäあ_- .()'0123456789"], 1, 12].Where(name => PackagePaths.Problem(name) is null);

    private static readonly Gen<(string Name, byte[] Bytes)[]> Tree = Gen
        .Select(Segment.Array[1, 12].Select(parts => string.Join('/', parts)), Gen.Byte.Array[0, 2000])
        .Array[1, 12]
        .Where(files => !PackagePaths.Problems([.. files.Select(file => file.Item1)]).Any());

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    // The value is kept here, so that another machine, locale or version of .NET that gives another digest is noticed.
    [Fact]
    public async Task The_digest_of_a_known_package_is_the_known_digest()
    {
        _temp.Write("content/model.zip", "a model");
        _temp.Write("content/schema/columns.json", "[]");
        _temp.Write("content/" + new string('n', 90) + "/ünïcödé.txt", "long and not ASCII");
        var config = Sample.Config with { Properties = Sample.Config.Properties.Add("runtime", "linux-x64").Add("Runtime", "İstanbul") };

        var manifest = await ModelPackage.WriteAsync(_temp.File("content"), config, _temp.File("package"), Sample.Cancellation);

        Assert.Equal("sha256:c8018f8f318fbb58471a86809fdad3459e5fcc3373a448ac65ddc8c7838d2dad", manifest.Digest.ToString());
    }

    [Fact]
    public async Task Order_of_creation_times_modes_culture_and_empty_folders_do_not_count()
    {
        var first = await WriteAsync("first", ["b.txt", "a/x.txt", "B/y.txt", "ı.txt"], _ => { });
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        var second = await WriteAsync("second", ["ı.txt", "B/y.txt", "b.txt", "a/x.txt"], path =>
        {
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddYears(20));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        });
        CultureInfo.CurrentCulture = culture;

        Assert.Equal(first, second);

        async Task<Digest> WriteAsync(string at, string[] names, Action<string> change)
        {
            foreach (var name in names)
                change(_temp.Write($"{at} content/{name}", "text of " + name));
            Directory.CreateDirectory(_temp.File($"{at} content", "empty-" + at));
            return (await ModelPackage.WriteAsync(_temp.File($"{at} content"), Sample.Config, _temp.File(at), Sample.Cancellation)).Digest;
        }
    }

    [Fact]
    public async Task A_byte_a_name_and_the_config_count()
    {
        var digests = new HashSet<Digest>
        {
            await DigestAsync("a", "x", Sample.Config),
            await DigestAsync("a", "y", Sample.Config),
            await DigestAsync("b", "x", Sample.Config),
            await DigestAsync("a", "x", Sample.Config with { Task = "regression" }),
            await DigestAsync("a", "x", Sample.Config with { Properties = Sample.Config.Properties.Add("a", "b") }),
        };

        Assert.Equal(5, digests.Count);

        async Task<Digest> DigestAsync(string name, string text, PackageConfig config)
        {
            var at = Path.GetRandomFileName();
            _temp.Write($"{at}/{name}", text);
            return (await ModelPackage.WriteAsync(_temp.File(at), config, _temp.File("package"), Sample.Cancellation)).Digest;
        }
    }

    [Fact]
    public async Task Any_tree_of_files_comes_back_as_it_was_and_has_one_digest_in_every_order() => await Tree.SampleAsync(async files =>
    {
        using var temp = new TemporaryFolder();
        var forwards = await WriteAsync("forwards", files);
        var backwards = await WriteAsync("backwards", files.Reverse());
        await OciLayout.Open(temp.File("forwards")).UnpackAsync(forwards, temp.File("unpacked"));

        return forwards.Digest == backwards.Digest
            && ContentFolder.Names(temp.File("unpacked")).SequenceEqual(files.Select(file => file.Name).Order(StringComparer.Ordinal))
            && files.All(file => File.ReadAllBytes(temp.File("unpacked", file.Name)).AsSpan().SequenceEqual(file.Bytes));

        async Task<Descriptor> WriteAsync(string at, IEnumerable<(string Name, byte[] Bytes)> tree)
        {
            foreach (var (name, bytes) in tree)
                await File.WriteAllBytesAsync(temp.Write($"{at}-content/{name}", ""), bytes);
            return await ModelPackage.WriteAsync(temp.File($"{at}-content"), Sample.Config, temp.File(at));
        }
    }, iter: 40);
}
