using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A model stays usable when a feature is missing from every row, or when every row has a word that training has not seen.</summary>
internal static class RobustnessChecks
{
    /// <summary>The mean absolute change of the probability that one lost feature may cause; docs/training.md says why.</summary>
    public const double MeanChangeAtMost = 0.35;

    private static readonly string Tolerance = string.Create(CultureInfo.InvariantCulture, $"probabilities from 0 to 1, moved by at most {MeanChangeAtMost} in the mean");

    public static IEnumerable<BehaviourCheck> Of(ImmutableArray<ModelColumn> features) =>
    [
        .. features.Where(feature => feature.Optional).Select(feature => new BehaviourCheck(
            $"Rows without {feature.Name} get usable answers", Tolerance, subject => Judge(subject, Without(subject.Rows, feature), feature, "is missing"))),
        .. features.Where(feature => feature.Kind == ColumnKind.Category).Select(feature => new BehaviourCheck(
            $"Rows with an unseen {feature.Name} get usable answers", Tolerance, subject => Judge(subject, subject.Rows.WithCategories(feature.Name, Filled(subject.Rows.Rows, Unseen(feature))), feature, "has an unseen word"))),
    ];

    private static Table Without(Table rows, ModelColumn feature) => feature.Kind == ColumnKind.Category
        ? rows.WithCategories(feature.Name, new string?[rows.Rows])
        : rows.WithNumbers(feature.Name, Filled(rows.Rows, float.NaN));

    private static Verdict Judge(BehaviourSubject subject, Table rows, ModelColumn feature, string circumstance)
    {
        var answers = subject.Scorer.Score(rows);
        var unusable = answers.Count(answer => !(answer >= 0 && answer <= 1));
        var change = answers.Zip(subject.Answers, (now, before) => Math.Abs((double)now - before)).Average();
        return Verdict.Of(
            unusable == 0 && change <= MeanChangeAtMost,
            unusable == 0
                ? string.Create(CultureInfo.InvariantCulture, $"moved by {change:0.###} in the mean of {BehaviourSubject.Count(answers.Length)}")
                : string.Create(CultureInfo.InvariantCulture, $"{unusable:N0} of {BehaviourSubject.Count(answers.Length)} get no probability"),
            FindingCodes.NotRobust,
            $"the answers are not usable when {feature.Name} {circumstance}",
            $"feature {feature.Name}",
            "Train on rows where the feature is missing now and then, or do not let one feature carry the model.");
    }

    /// <summary>A word that is none of the feature's.</summary>
    private static string Unseen(ModelColumn feature)
    {
        var word = "unseen";
        while (feature.Categories.Contains(word))
            word += "-";
        return word;
    }

    private static T[] Filled<T>(int length, T value)
    {
        var cells = new T[length];
        Array.Fill(cells, value);
        return cells;
    }
}
