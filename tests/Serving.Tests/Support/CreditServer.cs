using MLOpsBuild.Learning;
using MLOpsBuild.Serving.Tests;
using MLOpsBuild.Testing;

[assembly: AssemblyFixture(typeof(CreditServer))]

namespace MLOpsBuild.Serving.Tests;

/// <summary>One server of the credit model for all tests that only ask.</summary>
public sealed class CreditServer : IAsyncLifetime
{
    private readonly TrainedModel _model = new();
    private ModelServerProcess? _server;

    internal ModelServerProcess Server => _server!;

    internal TrainedModel Model => _model;

    /// <summary>The body of a request with the first known row, some of its fields replaced by other JSON (null leaves one out).</summary>
    internal string Row(params (string Field, string? Json)[] changes)
    {
        var fields = _model.Known[0].Cells.Select(cell => (cell.Column, Json: Text(cell))).ToList();
        foreach (var (field, json) in changes)
        {
            var at = fields.FindIndex(pair => pair.Column == field);
            if (at < 0)
                fields.Add((field, json!));
            else if (json is null)
                fields.RemoveAt(at);
            else
                fields[at] = (field, json);
        }

        return "{" + string.Join(",", fields.Select(pair => $"\"{pair.Column}\":{pair.Json}")) + "}";
    }

    internal float Probability(params (string Field, float Number, string? Word)[] changes) => _model.Scorer.CreateRowScorer().Score(
        [.. _model.Known[0].Cells.Select(cell => changes.FirstOrDefault(change => change.Field == cell.Column) is { Field: not null } change
            ? cell with { Number = change.Number, Category = change.Word }
            : cell)]);

    public async ValueTask InitializeAsync() =>
        _server = await ModelServerProcess.StartAsync(_model.Package, "--release", "1.2.3", "--max-rows", "100");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _model.Dispose();
    }

    private static string Text(KnownCell cell) => cell.Kind switch
    {
        Pipelines.ColumnKind.Category => cell.Category is null ? "null" : $"\"{cell.Category}\"",
        Pipelines.ColumnKind.Flag => cell.Number == 1 ? "true" : "false",
        _ => float.IsNaN(cell.Number) ? "null" : cell.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
