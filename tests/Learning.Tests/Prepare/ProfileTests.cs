using System.Globalization;
using CsCheck;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Prepare;

public sealed class ProfileTests
{
    private static readonly Column Number = new("n", "N", ColumnKind.Number, ColumnRole.Feature, true);

    private static readonly Gen<float[]> Cells = Gen.OneOf(Gen.Float[-1e6f, 1e6f], Gen.Int[0, 5].Select(value => (float)value), Gen.Const(float.NaN)).Array[0, 200];

    [Fact]
    public void Numbers_agree_with_an_independent_computation() =>
        Cells.Sample(cells =>
        {
            var profile = NumberProfile.Of(Number, cells, [0, 0.25, 0.5, 1]);
            var known = cells.Where(float.IsFinite).Select(cell => (double)cell).Order().ToArray();
            Assert.Equal((known.Length, cells.Length - known.Length), (profile.Count, profile.Missing));
            if (known.Length == 0)
            {
                Assert.Equal((0, 0, 0, 0, 0), (profile.Min, profile.Max, profile.Mean, profile.Std, profile.Distinct));
                Assert.Empty(profile.Quantiles);
                return;
            }

            var mean = known.Average();
            Assert.Equal((float)known[0], profile.Min);
            Assert.Equal((float)known[^1], profile.Max);
            Assert.Equal(mean, profile.Mean, 1e-6 + (Math.Abs(mean) * 1e-6));
            var variance = known.Length < 2 ? 0 : known.Sum(cell => Math.Pow(cell - mean, 2)) / (known.Length - 1);
            Assert.Equal(Math.Sqrt(variance), profile.Std, 1e-6 + (Math.Sqrt(variance) * 1e-6));
            Assert.Equal(known.Distinct().Count(), profile.Distinct);
            foreach (var (quantile, level) in profile.Quantiles.Zip([0, 0.25, 0.5, 1]))
                Assert.Equal(Quantile(known, level), quantile, 1e-3 + (Math.Abs(quantile) * 1e-5));
            Assert.Equal(profile.Distinct <= 20, profile.FewValued);
            Assert.Equal(profile.FewValued ? profile.Count : 0, profile.FewValues.Sum(value => value.Count));
        });

    [Fact]
    public void Quantiles_are_those_of_numpy() // numpy.quantile([1, 2, 4, 8, 16], [0, .01, .05, .1, .25, .5, .9, .99, 1])
        => Assert.Equal(
            [1f, 1.04f, 1.2f, 1.4f, 2f, 4f, 12.8f, 15.68f, 16f],
            NumberProfile.Of(Number, [16f, 1f, float.NaN, 8f, 2f, 4f], [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.9, 0.99, 1]).Quantiles);

    [Fact]
    public void A_profile_tells_of_the_training_rows_only_and_reads_back_equal()
    {
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(200));
        var rows = prepared.Lines(StageFiles.TrainRows)[1..].Select(line => line.Split(',')).ToList();
        var profile = prepared.Profile;
        Assert.Equal((rows.Count, rows.Count(row => row[0] == "bad")), (profile.Rows, profile.Positives));
        Assert.Equal(["amount", "age"], profile.Numbers.Select(number => number.Name));
        Assert.Equal(["home", "member"], profile.Categories.Select(category => category.Name));
        Assert.Equal(rows.Average(row => double.Parse(row[1], CultureInfo.InvariantCulture)), profile.Numbers[0].Mean, 1e-9);
        foreach (var (category, field) in profile.Categories.Zip([2, 3]))
            Assert.Equal(rows.CountBy(row => row[field]).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)), category.Values.Select(value => (value.Value, value.Count)));

        profile.Write(prepared.Path("again.json"));
        Assert.Equal(prepared.Text(StageFiles.Profile), prepared.Text("again.json"));
    }

    [Fact]
    public void A_column_of_free_text_lists_its_most_frequent_values_only()
    {
        var rows = string.Concat(Enumerable.Range(0, 3_000).Select(i => FormattableString.Invariant($"{(i % 3 == 0 ? "bad" : "good")},1,text {i},{i % 2},30,\n")));
        using var prepared = new Prepared(Prepared.Header + rows);
        var home = prepared.Profile.Categories.Single(category => category.Name == "home");
        Assert.Equal((prepared.Report.Train.Rows, prepared.Report.Train.Rows, CategoryProfile.ValuesAtMost), (home.Count, home.Distinct, home.Values.Length));
    }

    [Theory]
    [InlineData("{\"format\": 2, \"rows\": 0, \"positives\": 0, \"numbers\": [], \"categories\": []}", "ART701 profile.json: another format (found 2). This build reads format 1: run Prepare again.")]
    [InlineData("{\"format\": 1", "ART701 profile.json: the file is missing or damaged. Run Prepare again.")]
    [InlineData("{}", "ART701 profile.json: the file is missing or damaged. Run Prepare again.")]
    public void A_profile_that_cannot_be_read_says_how_to_go_on(string json, string message)
    {
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(60));
        File.WriteAllText(prepared.Path(StageFiles.Profile), json);
        Assert.Equal(message, Assert.Throws<StageException>(() => prepared.Profile).Message);
    }

    private static double Quantile(double[] sorted, double level)
    {
        var position = level * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(position)], sorted[(int)Math.Ceiling(position)]);
        return below + ((above - below) * (position - Math.Floor(position)));
    }
}
