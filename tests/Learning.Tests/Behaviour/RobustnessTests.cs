namespace MLOpsBuild.Learning.Tests.Behaviour;

public sealed class RobustnessTests
{
    /// <summary>The answer is in one feature only, and never missing: what the model does without it is nothing it has learned.</summary>
    [Fact]
    public void A_model_that_one_feature_carries_is_not_robust()
    {
        var folder = Directory.CreateTempSubdirectory("robust-");
        try
        {
            var (prepared, trained, output) = (folder.CreateSubdirectory("p").FullName, folder.CreateSubdirectory("t").FullName, folder.CreateSubdirectory("o").FullName);
            var file = Path.Combine(folder.FullName, "rows.csv");
            File.WriteAllText(file, Learning.Tests.Prepare.Prepared.Header + string.Concat(Enumerable.Range(0, 2_000).Select(i =>
                FormattableString.Invariant($"{(i % 2 == 0 ? "bad" : "good")},{i % 97},{(i % 2 == 0 ? "rent" : "own")},{i / 2 % 2},{20 + (i % 50)},\n"))));
            var pipeline = Learning.Tests.Prepare.Prepared.Pipeline;
            Assert.Empty(PrepareStage.Run(pipeline, file, prepared, StageContext.Silent).Findings);
            Assert.Empty(TrainStage.Run(pipeline, prepared, trained, StageContext.Silent).Findings);

            var result = TestStage.Run(pipeline, prepared, trained, output, StageContext.Silent);
            Assert.Equal(2, result.Findings.Length);
            Assert.Matches(
                @"^TST403 feature home: the answers are not usable when home is missing \(found moved by 0\.[3-9][0-9]* in the mean of [0-9]+ rows\)\. Train on rows where the feature is missing now and then, or do not let one feature carry the model\.$",
                result.Findings[0].ToString());
            Assert.StartsWith("TST403 feature home: the answers are not usable when home has an unseen word (found moved by 0.", result.Findings[1].ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
