using System.Globalization;
using System.Text;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;
using Pipelines;

namespace MLOpsBuild.Benchmarks.Serving;

/// <summary>The credit model, prepared and trained for this run in a temporary folder.</summary>
internal sealed class BenchmarkModel : IDisposable
{
    public const string Pipeline = "credit-scoring";
    private readonly string _folder = Directory.CreateTempSubdirectory("mlops benchmark ").FullName;

    public BenchmarkModel()
    {
        var pipeline = new CreditScoring().Model;
        var prepared = Directory.CreateDirectory(Path.Combine(_folder, "prepared")).FullName;
        Directory.CreateDirectory(Package);
        Require(PrepareStage.Run(pipeline, Path.Combine(Repository(), "pipelines", Pipeline, pipeline.Data.Csv), prepared, StageContext.Silent));
        Require(TrainStage.Run(pipeline, prepared, Package, StageContext.Silent));
        File.Copy(Path.Combine(prepared, StageFiles.Profile), Path.Combine(Package, StageFiles.Profile));
        Row = Text(KnownRowsFile.Read(Path.Combine(Package, StageFiles.KnownRows), ModelScorer.Load(Package).Schema)[0]);
    }

    /// <summary>The model server, built beside this program.</summary>
    public static string ServerProgram { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "MLOpsBuild.Serving", new DirectoryInfo(AppContext.BaseDirectory).Name, "MLOpsBuild.Serving.dll"));

    /// <summary>The folder of a package's files.</summary>
    public string Package => Path.Combine(_folder, "package");

    /// <summary>A row as the body of a request.</summary>
    public string Row { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Require(StageResult result)
    {
        if (!result.Passed)
            throw new InvalidOperationException(result.Headline);
    }

    private static string Text(KnownRow row)
    {
        var cells = new StringBuilder();
        foreach (var cell in row.Cells)
        {
            cells.Append(cells.Length == 0 ? '{' : ',').Append(CultureInfo.InvariantCulture, $"\"{cell.Column}\":");
            _ = cell switch
            {
                { Kind: ColumnKind.Category, Category: { } word } => cells.Append(CultureInfo.InvariantCulture, $"\"{word}\""),
                { Kind: ColumnKind.Flag } => cells.Append(cell.Number == 0 ? "false" : "true"),
                { Kind: ColumnKind.Number } when float.IsFinite(cell.Number) => cells.Append(CultureInfo.InvariantCulture, $"{cell.Number}"),
                _ => cells.Append("null"),
            };
        }

        return cells.Append('}').ToString();
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MLOpsBuild.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"No MLOpsBuild.sln above '{AppContext.BaseDirectory}'. Run the benchmark from a checkout.");
        return folder.FullName;
    }
}
