using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Deals rows into folds that have the same share of positives, as nearly as whole rows allow.</summary>
public static class StratifiedFolds
{
    /// <summary>The fold of each row, from 0. Equal rows share a fold, so that no row is judged by a model that was fitted on its double; the rows' order decides nothing.</summary>
    /// <param name="rows">Rows of both classes.</param>
    /// <param name="folds">The number of folds, at least 2.</param>
    /// <param name="seed">The seed; another one deals otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 folds.</exception>
    /// <exception cref="StageException">A class has fewer different rows than there are folds.</exception>
    public static int[] Of(Table rows, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var hash = new RowHash(rows, "folds", seed);
        var equal = Enumerable.Range(0, rows.Rows).GroupBy(hash.Place).OrderBy(group => group.Key).Select(group => group.ToArray()).ToList();
        var dealt = new int[rows.Rows];
        var findings = new List<Finding>();
        foreach (var positive in new[] { true, false })
        {
            var groups = equal.Where(group => rows.Labels[group[0]] == positive).ToList();
            if (groups.Count < folds)
                findings.Add(TooFew(rows.Schema, positive, groups.Count, folds));
            else
                Deal(groups, folds, dealt);
        }

        return findings.Count == 0 ? dealt : throw new StageException("The rows cannot be dealt into folds:", findings);
    }

    private static void Deal(List<int[]> groups, int folds, int[] dealt)
    {
        var sizes = new int[folds];
        foreach (var group in groups)
        {
            var least = Array.IndexOf(sizes, sizes.Min());
            sizes[least] += group.Length;
            foreach (var row in group)
                dealt[row] = least;
        }
    }

    private static Finding TooFew(RowSchema schema, bool positive, int count, int folds) => new(
        FindingCodes.FitOneClass,
        "a class has fewer different rows than there are folds",
        $"column {schema.Label.Name}",
        string.Create(CultureInfo.InvariantCulture, $"{count} of '{(positive ? schema.Positive : schema.Negative)}' for {folds} folds"),
        "Bring more rows of the class, or ask for fewer folds.");
}
