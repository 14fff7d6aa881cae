namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>The same definition and data give the same package, wherever and however it is made.</summary>
public sealed class SameEverywhereTests(BuiltCheckout built)
{
    [Theory]
    [InlineData("credit-scoring")]
    [InlineData("customer-churn")]
    [InlineData("breast-cancer")]
    public async Task Two_clones_in_different_folders_time_zones_and_locales_give_the_same_package(string pipeline)
    {
        using var here = built.Copy();
        using var there = built.Copy();
        Directory.Delete(there.PathOf("artifacts"), recursive: true);
        Directory.Delete(there.PathOf(".mlops"), recursive: true);

        (await here.BuildAsync("Push", "--pipeline", pipeline)).Ended(0);
        var run = await there.Script().With("TZ", "Asia/Tokyo").With("LC_ALL", "tr_TR.UTF-8").With("LANG", "tr_TR.UTF-8").RunAsync("Push", "--pipeline", pipeline);
        run.Ended(0);
        Assert.Contains("Train: succeeded", SummaryTable.Of(run).Statuses);
        Assert.Equal(here.Digest(pipeline), there.Digest(pipeline));
    }
}
