using CliWrap;
using CliWrap.Buffered;
using CsCheck;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Differences that people and <c>patch</c> read.</summary>
public sealed class UnifiedDiffTests
{
    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Equal("", UnifiedDiff.Of("a\nb\n", "a\nb\n", "x", "y"));

    [Fact]
    public void A_difference_shows_three_lines_around_each_change() => Assert.Equal(
        "--- a/file\n+++ b/file\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
        UnifiedDiff.Of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "a/file", "b/file"));

    [Fact]
    public void A_lost_newline_at_the_end_is_told() => Assert.Equal(
        "--- x\n+++ y\n@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n",
        UnifiedDiff.Of("a\n", "a", "x", "y"));

    [Fact]
    public async Task Patch_makes_the_one_text_from_the_other()
    {
        var patch = Services.Require("patch");
        using var folder = new TemporaryFolder();
        var lines = Gen.Int[0, 4].Select(number => "abc{}"[number]).Array[0, 30].Select(all => string.Concat(all.Select(line => line + "\n")));
        await Gen.Select(lines, lines).SampleAsync(
            async pair =>
            {
                var (before, after) = pair;
                var file = folder.File(Guid.NewGuid().ToString("N"));
                await File.WriteAllTextAsync(file, before);
                var result = await Cli.Wrap(patch).WithArguments(["--quiet", file]).WithStandardInputPipe(PipeSource.FromString(UnifiedDiff.Of(before, after, "a", "b")))
                    .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
                Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
                Assert.Equal(after, File.Exists(file) ? await File.ReadAllTextAsync(file) : "");
            },
            iter: 60,
            threads: 1);
    }
}
