using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests;

public sealed class FairnessAnalysisTests
{
    [Fact]
    public void Numbers_fall_between_edges_and_missing_cells_are_a_group_of_their_own_at_the_end()
    {
        var table = Numbers(29.9f, 30, 44.9f, 45, float.NaN, 18);

        var groups = RowGroups.Of(table, table.Schema.Find("age")!, new Grouping([30, 45]));

        Assert.Equal(["below 30", "30 to below 45", "45 and above", "(missing)"], groups.Names);
        Assert.Equal([0, 1, 1, 2, 3, 0], groups.OfRow);
        Assert.Equal([0, 5], groups.Rows(0));
    }

    [Fact]
    public void Words_are_groups_in_ordinal_order_and_edges_without_rows_are_left_out()
    {
        var table = Sample.Table(100);
        Assert.Equal([Sample.Awkward, "north", "south", "(missing)"], RowGroups.Of(table, table.Schema.Find("team")!, Grouping.EachValue).Names);

        var young = Numbers(18, 19);
        Assert.Equal(["below 30"], RowGroups.Of(young, young.Schema.Find("age")!, new Grouping([30, 45])).Names);
    }

    [Fact]
    public void The_favourable_outcome_may_be_either_class()
    {
        // at 0.5 the model says that rows 0 and 1 leave
        var rows = ScoredRows.Of([true, false, false, true, false], [0.9, 0.5, 0.4, 0.1, 0.2], 0.5);
        var groups = new RowGroups(["all"], [0, 0, 0, 0, 0]);

        var leaves = FairnessAnalysis.Of("x", rows, groups, "leaves", favoursPositive: true, 1, new BootstrapOptions()).Groups[0];
        var stays = FairnessAnalysis.Of("x", rows, groups, "stays", favoursPositive: false, 1, new BootstrapOptions()).Groups[0];

        Assert.Equal((0.4, 0.4, 0.5, 1 / 3.0), (leaves.BaseRate, leaves.FavourableRate, leaves.TrueRate, leaves.FalseRate));
        Assert.Equal((0.6, 0.6, 2 / 3.0, 0.5), (stays.BaseRate, stays.FavourableRate, stays.TrueRate, stays.FalseRate));
        Assert.Equal((0.5, 0.5), (leaves.Auc, stays.Auc)); // the model's quality does not turn with the outcome
    }

    [Fact]
    public void Small_groups_are_reported_and_not_judged()
    {
        var table = Sample.Table();
        var rows = ScoredRows.Of(table.Labels, Sample.Score(table), 0.5);
        var groups = RowGroups.Of(table, table.Schema.Find("team")!, Grouping.EachValue);

        var result = FairnessAnalysis.Of("team", rows, groups, "stays", false, 30, new BootstrapOptions { Resamples = 200 });

        Assert.Equal(
            [(Sample.Awkward, false), ("north", true), ("south", true), ("(missing)", false)],
            result.Groups.Select(group => (group.Name, group.Judged)));
        var judged = result.Groups.Where(group => group.Judged).Select(group => group.FavourableRate).ToArray();
        var ratio = result.Measures.Single(measure => measure.Metric == "demographic_parity_ratio");
        Assert.Equal(judged.Min() / judged.Max(), ratio.Value, 1e-12);
        Assert.True(ratio.Interval!.Contains(ratio.Value));
        Assert.All(result.Groups, group => Assert.True(group.FavourableInterval!.Contains(group.FavourableRate)));
        Assert.Equal(400, result.Groups.Sum(group => group.Rows));
    }

    private static Table Numbers(params float[] ages) => new(
        Sample.Schema,
        new Dictionary<string, float[]> { ["age"] = ages },
        new Dictionary<string, string?[]>(),
        new bool[ages.Length]);
}
