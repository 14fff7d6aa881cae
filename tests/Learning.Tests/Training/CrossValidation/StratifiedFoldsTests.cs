using CsCheck;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Training;

public sealed class StratifiedFoldsTests
{
    [Fact]
    public void Each_class_is_spread_evenly_over_the_folds() => Gen.Select(Gen.Int[20, 80], Gen.Int[2, 10], Gen.Int).Sample((count, folds, seed) =>
    {
        var rows = Parcels.Some(count);
        var dealt = StratifiedFolds.Of(rows, folds, seed);
        foreach (var positive in new[] { true, false })
        {
            var sizes = Enumerable.Range(0, folds).Select(fold => Enumerable.Range(0, count).Count(row => dealt[row] == fold && rows.Labels[row] == positive)).ToList();
            Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
        }
    });

    [Fact]
    public void Equal_rows_share_a_fold_and_the_order_of_the_rows_decides_nothing() => Gen.Select(Gen.Int[0, 19].Array[40, 90], Gen.Int, Gen.Int).Sample((picks, seed, shuffle) =>
    {
        int[] drawn = [.. Enumerable.Range(0, 20), .. picks];
        var there = StratifiedFolds.Of(Parcels.Some(20).Select(drawn), 3, seed);
        foreach (var fold in there.Zip(drawn).GroupBy(pair => pair.Second))
            Assert.Single(fold.Select(pair => pair.First).Distinct());

        int[] order = [.. Enumerable.Range(0, drawn.Length)];
        new Random(shuffle).Shuffle(order);
        Assert.Equal(order.Select(row => there[row]), StratifiedFolds.Of(Parcels.Some(20).Select([.. order.Select(row => drawn[row])]), 3, seed));
    });

    [Fact]
    public void Another_seed_deals_otherwise() =>
        Assert.NotEqual(StratifiedFolds.Of(Parcels.Some(60), 5, 1), StratifiedFolds.Of(Parcels.Some(60), 5, 2));

    [Fact]
    public void Too_few_rows_of_a_class_are_told_for_both_classes_at_once() =>
        Assert.Equal(
            """
            The rows cannot be dealt into folds:
              TRN301 column late: a class has fewer different rows than there are folds (found 3 of 'yes' for 4 folds). Bring more rows of the class, or ask for fewer folds.
              TRN301 column late: a class has fewer different rows than there are folds (found 2 of 'no' for 4 folds). Bring more rows of the class, or ask for fewer folds.
            """,
            Assert.Throws<StageException>(() => StratifiedFolds.Of(Parcels.Some(5), 4, 1)).Message);

    [Fact]
    public void One_fold_is_none() => Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedFolds.Of(Parcels.Some(9), 1, 1));
}
