using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests.Artifacts;

public sealed class FileDigestTests
{
    // FIPS 180-4's example of SHA-256.
    private const string OfAbc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void A_text_and_a_file_with_the_same_bytes_have_the_digest_of_the_standard()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("abc"), "abc");
        Assert.Equal(OfAbc, FileDigest.OfText("abc"));
        Assert.Equal(OfAbc, FileDigest.OfFile(folder.File("abc")));
    }

    [Fact]
    public void A_folders_files_are_named_from_its_root_with_slashes_and_its_record_is_left_out()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("b", "c"));
        File.WriteAllText(folder.File("b", "c", "abc"), "abc");
        File.WriteAllText(folder.File("a.txt"), "");
        File.WriteAllText(folder.File(StageRecord.FileName), "{}");
        var files = FileDigest.OfFolder(folder.Path);
        Assert.Equal(["a.txt", "b/c/abc"], files.Keys);
        Assert.Equal(new(OfAbc, 3), files["b/c/abc"]);
    }
}
