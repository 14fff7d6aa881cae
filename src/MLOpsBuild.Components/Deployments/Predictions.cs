using System.Globalization;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Components;

/// <summary>Scores a file with a release from the registry.</summary>
internal static class Predictions
{
    public static Task RunAsync(IPredict build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        var rows = build.Rows!.ToString();
        var output = build.Output?.ToString() ?? Path.ChangeExtension(rows, ".predictions.csv");
        var scope = BuildState.Of(build).Stages.Scope;
        var release = await ReleaseSelection.SelectAsync(scope, build.Release, pushedInThisRun: false, cancellation);
        Directory.CreateDirectory(build.TemporaryDirectory);
        using var package = new ScratchFolder(build.TemporaryDirectory, $"predict-{Environment.ProcessId}");
        await release.Registry.UnpackAsync(release.Package, package.Path, cancellation);

        var scorer = ModelScorer.Load(package.Path);
        var table = TableReader.ReadFeatures(rows, scorer.Schema.ToRows());
        PredictionFile.Write(output, scorer.Schema, scorer.Score(table));
        build.ReportFacts([new("rows", table.Rows.ToString("N0", CultureInfo.InvariantCulture)), new("release", release.Version), new("output", output)]);
        return output;
    });
}
