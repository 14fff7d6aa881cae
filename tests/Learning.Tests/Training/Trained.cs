using System.Text.Json;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Learning.Tests.Training;

/// <summary>Runs Train on rows given as text, as Prepare would leave them, in a folder of its own.</summary>
internal sealed class Trained : IDisposable
{
    private readonly TemporaryFolder _folder = new("train");
    private readonly List<string> _log = [];

    public Trained(string rows, TrainDefinition? train = null)
    {
        Directory.CreateDirectory(_folder.File("prepared"));
        Directory.CreateDirectory(_folder.File("trained"));
        File.WriteAllText(_folder.File("prepared", StageFiles.TrainRows), rows);
        try
        {
            Result = TrainStage.Run(Prepare.Prepared.Pipeline with { Train = train ?? Train }, _folder.File("prepared"), _folder.File("trained"), new(_log.Add, CancellationToken.None));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A small fit.</summary>
    public static TrainDefinition Train { get; } = new() { Trainer = new LightGbmTrainer { Leaves = 4, Iterations = 10 }, ValidationShare = 0.25 };

    public StageResult Result { get; }

    public IReadOnlyList<string> Log => _log;

    public string Folder => _folder.File("trained");

    public string[] Files => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public JsonElement Record
    {
        get
        {
            using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, StageFiles.Training)));
            return file.RootElement.Clone();
        }
    }

    public int Rows(string part) => Record.GetProperty(part).GetProperty("rows").GetInt32();

    public string Findings() => string.Join('\n', Result.Findings);

    /// <summary>What Train throws where it cannot even begin.</summary>
    public static string Failure(string rows, TrainDefinition train) => Assert.Throws<StageException>(() => new Trained(rows, train).Dispose()).Message;

    public void Dispose() => _folder.Dispose();
}
