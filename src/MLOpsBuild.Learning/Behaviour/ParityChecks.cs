using System.Globalization;
using Microsoft.ML;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A model gives the same answers, bit for bit, whichever way it is asked.</summary>
internal static class ParityChecks
{
    private const string Tolerance = "the same bit for bit";
    private const string Fix = "Train again; if it stays, a transform of the model keeps state that is not saved, or depends on other rows.";

    public static IEnumerable<BehaviourCheck> All { get; } =
    [
        new("The model answers the same after saving and loading", Tolerance, SavedAndLoaded),
        new("A row gets the same answer alone as among others", Tolerance, OneByOne),
        new("The known rows get the answers that training recorded", Tolerance, KnownRows),
    ];

    private static Verdict SavedAndLoaded(BehaviourSubject subject)
    {
        var ml = new MLContext(seed: 1);
        var copy = Path.Combine(subject.Scratch, "again.zip");
        try
        {
            var model = ml.Model.Load(Path.Combine(subject.Trained, StageFiles.Model), out var schema);
            ModelFile.Save(ml, model, schema, copy);
            return Compare(subject, Scoring.Probabilities(ml.Model.Load(copy, out _), subject.Rows), "the model answers otherwise after saving and loading");
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static Verdict OneByOne(BehaviourSubject subject)
    {
        var scorer = subject.Scorer.CreateRowScorer();
        var features = subject.Scorer.Schema.Features;
        var answers = new float[subject.Rows.Rows];
        for (var row = 0; row < answers.Length; row++)
        {
            for (var i = 0; i < features.Length; i++)
            {
                if (features[i].Kind == ColumnKind.Category)
                    scorer.SetCategory(i, subject.Rows.Categories(features[i].Name)[row]);
                else
                    scorer.SetNumber(i, subject.Rows.Numbers(features[i].Name)[row]);
            }

            answers[row] = scorer.Score();
        }

        return Compare(subject, answers, "a row gets another answer alone than among others");
    }

    private static Verdict KnownRows(BehaviourSubject subject)
    {
        var scorer = subject.Scorer.CreateRowScorer();
        var known = KnownRowsFile.Read(Path.Combine(subject.Trained, StageFiles.KnownRows), subject.Scorer.Schema);
        var differences = BehaviourSubject.Differences([.. known.Select(row => scorer.Score(row.Cells))], [.. known.Select(row => row.Probability)]);
        return Judge(differences, known.Length, "known rows get other answers than training recorded");
    }

    private static Verdict Compare(BehaviourSubject subject, float[] answers, string what) =>
        Judge(BehaviourSubject.Differences(answers, subject.Answers), answers.Length, what);

    private static Verdict Judge(int differences, int rows, string what) => Verdict.Of(
        differences == 0,
        string.Create(CultureInfo.InvariantCulture, $"{differences:N0} of {BehaviourSubject.Count(rows)} differ"),
        FindingCodes.NotTheSameModel,
        what,
        StageFiles.Model,
        Fix);
}
