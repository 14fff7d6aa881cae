using MLOpsBuild.Testing;

namespace MLOpsBuild.Learning.Tests.Training;

/// <summary>The same rows and the same trainer give the same files, byte for byte, wherever they are made.</summary>
public sealed class SameBytesTests(SameBytesTests.Here here) : IClassFixture<SameBytesTests.Here>
{
    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("", 0, 2)]
    [InlineData("tr_TR.UTF-8", 9, 2)]
    [InlineData("fa_IR.UTF-8", -9, 1)]
    public async Task A_process_in_another_folder_locale_time_zone_and_number_of_processors_leaves_the_same_files(string locale, int hours, int processors)
    {
        var there = await FitChild.FitAsync(
            ("LC_ALL", locale),
            ("LANG", locale),
            ("TZ", hours switch { 9 => "Asia/Tokyo", -9 => "America/Anchorage", _ => "UTC" }),
            ("DOTNET_PROCESSOR_COUNT", FormattableString.Invariant($"{processors}")),
            ("OMP_NUM_THREADS", FormattableString.Invariant($"{processors + 1}")));

        Assert.Equal(FormattableString.Invariant($"{locale.Split('.')[0].Replace('_', '-')} {hours:+0;-0;0} {processors}"), there.Machine);
        Assert.Equal(here.Hashes, there.Hashes);
    }

    [Fact]
    public void Each_trainer_leaves_a_model_of_its_own() => Assert.Equal(
        FitChild.Trainers.Count,
        here.Hashes.Where(line => line.Contains(StageFiles.Model, StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).Distinct().Count());

    public sealed class Here
    {
        public Here()
        {
            using var folder = new TemporaryFolder();
            Hashes = [.. FitChild.Hashes(folder.Path)];
        }

        public string[] Hashes { get; }
    }
}
