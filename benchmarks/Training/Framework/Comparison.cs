using System.Globalization;
using System.Text.Json;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;
using Pipelines;

namespace MLOpsBuild.Benchmarks.Training;

/// <summary>The Train stage on the credit data against a bare Microsoft.ML program with the same rows, features, trainer and options; each a process from start to end.</summary>
internal sealed class Comparison : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("training-benchmark-");

    private int _rows, _copies;

    private string Fit => Path.Combine(_folder.FullName, "fit.csv");

    private string Validation => Path.Combine(_folder.FullName, "validation.csv");

    private string Prepared => Path.Combine(_folder.FullName, "prepared");

    /// <summary>Prepares the data as the build does, and writes the two parts of the training rows for the bare program, so that both learn from the same rows.</summary>
    /// <param name="copies">How often each training row is there: more of them show the work itself rather than the start of the processes.</param>
    public static Comparison Prepare(int copies)
    {
        var comparison = new Comparison();
        var pipeline = new CreditScoring().Model;
        Directory.CreateDirectory(comparison.Prepared);
        PrepareStage.Run(pipeline, Path.Combine(Programs.Root, "pipelines", pipeline.Name, pipeline.Data.Csv), comparison.Prepared, StageContext.Silent);
        var file = Path.Combine(comparison.Prepared, StageFiles.TrainRows);
        var lines = File.ReadAllLines(file);
        File.WriteAllLines(file, [lines[0], .. Enumerable.Repeat(lines[1..], copies).SelectMany(copy => copy)]);
        var rows = TableReader.Read(file, pipeline.Rows);
        var parts = TrainingParts.Of(rows, pipeline.Train.ValidationShare, pipeline.Train.Trainer.Seed);
        PlainRows.Write(comparison.Fit, parts.Fit);
        PlainRows.Write(comparison.Validation, parts.Validation);
        (comparison._rows, comparison._copies) = (rows.Rows, copies);
        return comparison;
    }

    /// <summary>Both models rank the validation rows alike, or the comparison means nothing. On many rows Microsoft.ML's text loader deals them to threads, and sums in another order give slightly other trees.</summary>
    public void RequireTheSameModel()
    {
        var trained = NewFolder();
        Programs.Framework("train", Prepared, trained);
        using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained, StageFiles.Training)));
        var ours = record.RootElement.GetProperty("metrics").GetProperty(Metric.Auc.Key).GetDouble();
        var bare = double.Parse(Programs.Bare(Fit, Validation, Path.Combine(NewFolder(), "model.zip"), "check").Output, CultureInfo.InvariantCulture);
        if (Math.Abs(ours - bare) > (_copies == 1 ? 1e-9 : 1e-3))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The two programs fit different models: AUC {ours} and {bare}. Give Bare/Program.cs the definition's trainer and options."));
    }

    /// <summary>Runs both in turn and prints what they took.</summary>
    public void Run(int rounds, TextWriter output)
    {
        var (ours, bare) = (new List<ProgramRun>(), new List<ProgramRun>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(Programs.Framework("train", Prepared, NewFolder()));
            bare.Add(Programs.Bare(Fit, Validation, Path.Combine(NewFolder(), "model.zip")));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"{_rows:N0} rows, {rounds} rounds in turn, whole processes",-52}{"min",10}{"median",10}{"max",10}"));
        Spread time = Spread.Of(ours.Select(run => run.Seconds)), bareTime = Spread.Of(bare.Select(run => run.Seconds));
        Spread memory = Spread.Of(ours.Select(run => run.Megabytes)), bareMemory = Spread.Of(bare.Select(run => run.Megabytes));
        output.WriteLine($"{"Train stage, seconds",-52}{time.Text("0.000")}");
        output.WriteLine($"{"bare Microsoft.ML, seconds",-52}{bareTime.Text("0.000")}");
        output.WriteLine($"{"Train stage, peak memory in MB",-52}{memory.Text("0.0")}");
        output.WriteLine($"{"bare Microsoft.ML, peak memory in MB",-52}{bareMemory.Text("0.0")}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Train stage / bare, medians: time {time.Median / bareTime.Median:0.00}, memory {memory.Median / bareMemory.Median:0.00}"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string NewFolder() => _folder.CreateSubdirectory(Path.GetRandomFileName()).FullName;
}
