using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Raises a number of each row to each higher decile of the training rows and counts the rows whose probability moves the wrong way by more than the tolerance, at any of them.</summary>
internal static class MonotoneCheck
{
    public static BehaviourCheck Of(MonotoneTest test) => new(
        $"The probability {(test.Direction == Direction.Rising ? "rises" : "falls")} with {test.Column}",
        string.Create(CultureInfo.InvariantCulture, $"at most {Shares.Text(test.Violations)} of the rows move the other way by more than {test.By}"),
        subject => Judge(subject, test));

    private static Verdict Judge(BehaviourSubject subject, MonotoneTest test)
    {
        var cells = subject.Rows.Numbers(test.Column);
        var (tried, worst) = (new bool[cells.Length], new double[cells.Length]);
        foreach (var target in Targets(subject.Profile, test.Column))
        {
            // Where a cell is missing or already higher it stays, and so does the answer.
            var answers = subject.Scorer.Score(subject.Rows.WithNumbers(test.Column, [.. cells.Select(cell => cell < target ? target : cell)]));
            for (var row = 0; row < cells.Length; row++)
            {
                var move = (double)answers[row] - subject.Answers[row];
                tried[row] |= cells[row] < target;
                worst[row] = Math.Max(worst[row], test.Direction == Direction.Rising ? -move : move);
            }
        }

        var rows = tried.Count(row => row);
        var violations = worst.Count(move => move > test.By);
        var measure = string.Create(CultureInfo.InvariantCulture, $"{Shares.Text(rows == 0 ? 0 : (double)violations / rows)}: {violations:N0} of {BehaviourSubject.Count(rows)}, the worst by {(worst.Length == 0 ? 0 : worst.Max()):0.###}");
        return Verdict.Of(
            violations <= test.Violations * rows,
            measure,
            FindingCodes.NotMonotone,
            string.Create(CultureInfo.InvariantCulture, $"more than {Shares.Text(test.Violations)} of the rows get a {(test.Direction == Direction.Rising ? "lower" : "higher")} probability by more than {test.By} when {test.Column} grows"),
            test.Location?.ToString() ?? $"feature {test.Column}",
            "Choose a smoother model (fewer leaves, more rows a leaf), or tolerate more.");
    }

    private static IEnumerable<float> Targets(DataProfile profile, string column) => profile.Numbers
        .Single(number => number.Name == column).Quantiles.Zip(profile.QuantileLevels)
        .Where(pair => pair.Second is >= 0.1 and <= 0.9).Select(pair => pair.First).Distinct();
}
