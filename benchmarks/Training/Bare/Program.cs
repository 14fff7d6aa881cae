using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Microsoft.ML.Transforms;

// What one writes without a framework: load, featurise, fit with early stopping, save. Arguments: fit.csv validation.csv model.zip [check].
var ml = new MLContext(seed: 1);
string[] categories = ["Home", "Job"];
string[] numbers = ["Seniority", "Time", "Expenses", "Income", "Assets", "Debt", "Amount", "Price", "Records"];
var loader = ml.Data.CreateTextLoader(new TextLoader.Options
{
    Columns =
    [
        new("Label", DataKind.Boolean, 0),
        .. numbers.Select((name, place) => new TextLoader.Column(name, DataKind.Single, 1 + place)),
        .. categories.Select((name, place) => new TextLoader.Column(name, DataKind.String, 1 + numbers.Length + place)),
    ],
    HasHeader = true,
    Separators = [','],
    AllowQuoting = true,
    MissingRealsAsNaNs = true,
});
IDataView fit = loader.Load(args[0]), validation = loader.Load(args[1]);
var features = ml.Transforms.Categorical.OneHotEncoding([.. categories.Select(name => new InputOutputColumnPair(name))], keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
    .Append(ml.Transforms.Concatenate("Features", [.. numbers, .. categories]))
    .Fit(fit);
var learned = ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
{
    NumberOfLeaves = 15,
    LearningRate = 0.05,
    NumberOfIterations = 300,
    MinimumExampleCountPerLeaf = 20,
    EarlyStoppingRound = 30,
    EvaluationMetric = LightGbmBinaryTrainer.Options.EvaluateMetricType.Logloss,
    Seed = 1,
    NumberOfThreads = 1,
    Deterministic = true,
    ForceRowWise = true,
    UseCategoricalSplit = false,
    Silent = true,
    Booster = new GradientBooster.Options { L2Regularization = 0 },
}).Fit(features.Transform(fit), features.Transform(validation));
var model = features.Append(learned);
ml.Model.Save(model, fit.Schema, args[2]);

if (args is [_, _, _, "check"])
    Console.WriteLine(ml.BinaryClassification.Evaluate(model.Transform(validation)).AreaUnderRocCurve.ToString("R", CultureInfo.InvariantCulture));
else
    Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
