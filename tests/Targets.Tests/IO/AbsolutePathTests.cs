using CsCheck;

namespace MLOpsBuild.Targets.Tests.IO;

public sealed class AbsolutePathTests
{
    private static readonly AbsolutePath Root = AbsolutePath.Create("/a/b");

    [Theory]
    [InlineData("c", "/a/b/c")]
    [InlineData("../c", "/a/c")]
    [InlineData("c/./d/", "/a/b/c/d")]
    [InlineData("", "/a/b")]
    public void Joining_normalises(string part, string expected) => Assert.Equal(expected, (Root / part).ToString());

    [Fact]
    public void Adding_text_changes_the_last_part() => Assert.Equal("/a/b.zip", (Root + ".zip").ToString());

    [Fact]
    public void Its_parts_have_names()
    {
        var file = Root / "model.tar.gz";
        Assert.Equal(("model.tar.gz", "model.tar", ".gz", "/a/b"), (file.Name, file.NameWithoutExtension, file.Extension, file.Parent!.ToString()));
    }

    [Fact]
    public void A_rooted_right_side_and_a_relative_path_are_refused()
    {
        Assert.StartsWith("'/c' is rooted and cannot stand below '/a/b'.", Assert.Throws<ArgumentException>(() => Root / "/c").Message);
        Assert.StartsWith("'c/d' is not an absolute path", Assert.Throws<ArgumentException>(() => AbsolutePath.Create("c/d")).Message);
    }

    [Fact]
    public void Equal_text_is_an_equal_path() =>
        Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("..")), Gen.OneOf(Gen.Const("a"), Gen.Const(".."))).Sample((x, y) =>
        {
            Assert.Equal(Root / x / y, AbsolutePath.Create($"/a/b/{x}/{y}"));
            Assert.Equal((Root / x / y).GetHashCode(), AbsolutePath.Create($"/a/b/{x}/{y}").GetHashCode());
        }, iter: 50);

    [Fact]
    public void Files_and_folders_come_and_go()
    {
        var folder = AbsolutePath.Create(Directory.CreateTempSubdirectory("path-test-").FullName);
        var file = (folder / "x" / "y.txt").WriteAllText("hello");
        Assert.True(file.FileExists() && file.Exists() && (folder / "x").DirectoryExists());
        Assert.Equal("hello", file.ReadAllText());
        Assert.Equal([file], folder.GetFiles("*.txt", depth: 2));
        Assert.Empty(folder.GetFiles("*.txt"));
        folder.CreateOrCleanDirectory();
        Assert.False(file.Exists());
        folder.DeleteDirectory();
        Assert.False(folder.Exists());
    }
}
