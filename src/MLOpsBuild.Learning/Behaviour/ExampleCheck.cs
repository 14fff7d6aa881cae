using System.Globalization;
using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A named row gets a probability within its bounds.</summary>
internal static class ExampleCheck
{
    public static BehaviourCheck Of(ExampleTest test, string positive) => new($"Example: {test.Name}", Bounds(test, positive), subject => Judge(subject, test, positive));

    private static Verdict Judge(BehaviourSubject subject, ExampleTest test, string positive)
    {
        var place = test.Location?.ToString() ?? $"example '{test.Name}'";
        var scorer = subject.Scorer.CreateRowScorer();
        foreach (var (index, feature) in subject.Scorer.Schema.Features.Index())
        {
            var cell = test.Cells.GetValueOrDefault(feature.Name) is { Length: > 0 } text ? text : null;
            var number = float.NaN;
            if (feature.Kind == ColumnKind.Category)
                scorer.SetCategory(index, cell);
            else if (feature.Kind == ColumnKind.Flag ? CellText.TryFlag(Encoding.UTF8.GetBytes(cell ?? ""), out number) : CellText.TryNumber(Encoding.UTF8.GetBytes(cell ?? ""), out number))
                scorer.SetNumber(index, number);
            else
                return Verdict.Of(false, $"{feature.Name} is '{cell}'", FindingCodes.ExampleMissed, $"example '{test.Name}' is no row", place, "Give numbers that are finite; null is missing.");
        }

        var probability = scorer.Score();
        return Verdict.Of(
            probability >= test.AtLeast && probability <= test.AtMost,
            string.Create(CultureInfo.InvariantCulture, $"{probability:0.####}"),
            FindingCodes.ExampleMissed,
            $"example '{test.Name}' does not get {Bounds(test, positive)}",
            place,
            "Look at how the model comes to it; correct the example's bounds if they ask too much.");
    }

    private static string Bounds(ExampleTest test, string positive) => $"a probability of '{positive}' " + ((test.AtLeast, test.AtMost) switch
    {
        ( > 0, < 1) => FormattableString.Invariant($"from {test.AtLeast} to {test.AtMost}"),
        ( > 0, _) => FormattableString.Invariant($"of at least {test.AtLeast}"),
        _ => FormattableString.Invariant($"of at most {test.AtMost}"),
    });
}
