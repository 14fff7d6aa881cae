using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using MLOpsBuild.Learning.Tests.Data;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Learning.Tests.Training;

/// <summary>This test program once more, as a process of its own in another environment, that prepares and trains in a folder of its own.</summary>
public sealed class FitChild
{
    private const string FolderVariable = "MLOPSBUILD_TEST_FIT_FOLDER";
    private const string MachineFile = "machine.txt";
    private const string HashesFile = "hashes.txt";

    /// <summary>The trainers under test: what a definition can name without code.</summary>
    internal static IReadOnlyDictionary<string, Trainer> Trainers { get; } = new Dictionary<string, Trainer>
    {
        ["LightGBM"] = new LightGbmTrainer { Iterations = 60, EarlyStopping = 10, RowShare = 0.8, FeatureShare = 0.7 },
        ["FastTree"] = new FastTreeTrainer { Iterations = 40, FeatureShare = 0.7 },
        ["Logistic regression"] = new LogisticRegressionTrainer(),
    };

    /// <summary>Fits every trainer in a new process and returns what it left.</summary>
    internal static async Task<Fits> FitAsync(params (string Name, string Value)[] environment)
    {
        using var folder = new TemporaryFolder();
        var host = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [typeof(FitChild).Assembly.Location] : [];
        var start = new ProcessStartInfo(host, [.. program, "-explicit", "only", "-method", $"{typeof(FitChild).FullName}.{nameof(Fit)}", "-noColor", "-noLogo"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            Environment = { [FolderVariable] = folder.Path },
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, output);
        return new(File.ReadAllText(folder.File(MachineFile)), File.ReadAllLines(folder.File(HashesFile)));
    }

    [Fact(Explicit = true)]
    public void Fit()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Another test starts this one in a process of its own.");
        File.WriteAllText(Path.Combine(folder!, MachineFile), FormattableString.Invariant($"{CultureInfo.CurrentCulture.Name} {TimeZoneInfo.Local.BaseUtcOffset.Hours:+0;-0;0} {Environment.ProcessorCount}"));
        File.WriteAllLines(Path.Combine(folder!, HashesFile), Hashes(folder!));
    }

    /// <summary>A line <c>trainer file sha256</c> for each file that Train leaves.</summary>
    internal static IEnumerable<string> Hashes(string folder)
    {
        var credit = Shipped.Pipeline("credit-scoring");
        var prepared = Directory.CreateDirectory(Path.Combine(folder, "prepared")).FullName;
        Assert.Empty(PrepareStage.Run(credit, Shipped.DataFile(credit), prepared, StageContext.Silent).Findings);
        foreach (var (name, trainer) in Trainers)
        {
            var trained = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            Assert.Empty(TrainStage.Run(credit with { Train = credit.Train with { Trainer = trainer } }, prepared, trained, StageContext.Silent).Findings);
            foreach (var file in Directory.GetFiles(trained).Order(StringComparer.Ordinal))
                yield return $"{name} {Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}";
        }
    }
}

/// <summary>What a process left: the culture, time zone and processors that it saw, and the hashes of its files.</summary>
internal sealed record Fits(string Machine, string[] Hashes);
