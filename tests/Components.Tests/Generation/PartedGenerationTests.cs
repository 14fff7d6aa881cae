using MLOpsBuild.Pipelines;
using MLOpsBuild.Targets;
using MLOpsBuild.Targets.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>A target that says <c>Partition</c> is generated in parts, each of which does its share when the file runs it.</summary>
public sealed class PartedGenerationTests : IDisposable
{
    private const string Workflow = ".github/workflows/fraud.yml";
    private int _parts = 3;
    private readonly BuildTestHost<PartedBuild> _host;

    public PartedGenerationTests() => _host = new() { Prepare = build => build.Parts = _parts };

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Check_tells_how_many_parts_there_are_and_should_be()
    {
        Assert.Equal(0, (await _host.Run("Generate")).ExitCode);
        Assert.Contains("run: \"./build.sh Explain --pipeline fraud --skip --partition \\\"$PARTITION/3\\\"\"\n", File.ReadAllText(_host.Root / Workflow), StringComparison.Ordinal);
        _parts = 2;
        var check = await _host.Run("Check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("  - job `explain` runs 3 parts rather than 2\n", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parts_together_do_the_whole_and_no_more()
    {
        var shares = new List<string>();
        for (var part = 1; part <= _parts; part++)
            shares.AddRange(await SharesAsync("--partition", FormattableString.Invariant($"{part}/{_parts}")));
        Assert.Equal(PartedBuild.Slices, shares.Order(StringComparer.Ordinal));
        Assert.Equal(PartedBuild.Slices, await SharesAsync());
    }

    private async Task<string[]> SharesAsync(params string[] more)
    {
        var run = await _host.Run(["Explain", "--pipeline", "fraud", "--skip", .. more]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return [.. run.Output.Split('\n').Where(line => line.StartsWith("slice ", StringComparison.Ordinal))];
    }

    /// <summary>A build with a target that can do a part of its work.</summary>
    internal sealed class PartedBuild : NukeBuild, IPush, IGenerate, ICheck
    {
        public static readonly string[] Slices = ["slice a", "slice b", "slice c", "slice d"];

        public int Parts { get; set; }

        public IReadOnlyList<MLPipeline> Pipelines => [new OneColumn("fraud")];

        private Target Explain => _ => _
            .Description("Explains the model")
            .DependsOn(((IValidate)this).Validate)
            .DependentFor(((IPackage)this).Package)
            .Partition(Parts)
            .Executes(() =>
            {
                foreach (var slice in Partition.GetCurrent(Slices))
                    Console.WriteLine(slice);
            });
    }
}
