using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using MLOpsBuild.Learning.Tests.Data;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Reference;

/// <summary>Folds of a shipped data set and what scikit-learn's gradient boosting reaches on them, as <c>cross_validation.py</c> wrote them.</summary>
/// <param name="Rows">The data as the framework reads it.</param>
/// <param name="Folds">The fold of each row.</param>
/// <param name="Auc">The AUC of each fold.</param>
internal sealed record ScikitLearnFolds(Table Rows, ImmutableArray<int> Folds, ImmutableArray<double> Auc)
{
    public double MeanAuc => Auc.Average();

    public static ScikitLearnFolds Of(Pipeline pipeline)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "cross_validation.json")));
        var data = file.RootElement.GetProperty("data").EnumerateArray().Single(item => item.GetProperty("pipeline").GetString() == pipeline.Name);
        var csv = Shipped.DataFile(pipeline);
        if (Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(csv))) != data.GetProperty("sha256").GetString())
            Assert.Fail($"{csv} is not the file that the folds were made of. Run cross_validation.py again.");

        return new(
            TableReader.Read(csv, pipeline.Rows),
            [.. data.GetProperty("folds").GetString()!.Select(digit => digit - '0')],
            [.. data.GetProperty("auc").EnumerateArray().Select(value => value.GetDouble())]);
    }
}
