using Microsoft.ML;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Training;

public sealed class TrainStageTests
{
    private static readonly string Rows = Prepare.Prepared.Header + Prepare.Prepared.GoodRows(400);

    [Fact]
    public void A_fit_leaves_the_model_its_schema_known_rows_and_a_record()
    {
        using var trained = new Trained(Rows);

        Assert.Empty(trained.Findings());
        Assert.Equal([StageFiles.KnownRows, StageFiles.Model, StageFiles.ModelSchema, StageFiles.Training], trained.Files);
        var (fit, validation) = (trained.Rows("fit"), trained.Rows("validation"));
        Assert.Equal(400, fit + validation);
        Assert.InRange(validation, 70, 130);
        Assert.Equal(10, trained.Record.GetProperty("trees").GetInt32());
        Assert.Equal(ModelScorer.Load(trained.Folder).Schema.Threshold, trained.Record.GetProperty("threshold").GetDouble());
        Assert.Equal(["trainer", "auc", "threshold"], trained.Result.Facts.Select(fact => fact.Key));
        Assert.Equal(
            FormattableString.Invariant($"LightGBM fitted on {fit} rows ({(double)trained.Record.GetProperty("fit").GetProperty("positives").GetInt32() / fit:P0} bad): AUC {trained.Record.GetProperty("metrics").GetProperty("auc").GetDouble():0.000} on the validation part, threshold {trained.Record.GetProperty("threshold").GetDouble():0.000}"),
            trained.Result.Headline);
    }

    [Fact]
    public void A_sensitive_or_unused_column_is_not_learned_from()
    {
        var other = Rows.Replace(",x\n", ",y\n", StringComparison.Ordinal);
        using var one = new Trained(Rows);
        using var two = new Trained(other);

        Assert.Equal(File.ReadAllBytes(Path.Combine(one.Folder, StageFiles.Model)), File.ReadAllBytes(Path.Combine(two.Folder, StageFiles.Model)));
        Assert.Equal(["amount", "home", "member"], ModelScorer.Load(one.Folder).Schema.Features.Select(feature => feature.Name));
    }

    [Fact]
    public void Rows_of_one_class_are_refused_for_both_parts_and_the_record_says_why()
    {
        using var trained = new Trained(Rows.Replace("bad,", "good,", StringComparison.Ordinal));

        var (fit, validation) = (trained.Rows("fit"), trained.Rows("validation"));
        Assert.Equal(
            FormattableString.Invariant($"""
            TRN301 column answer: the rows to fit on hold one class only (found 0 'bad' and {fit} 'good'). Bring rows of both classes, or change the seed or the validation share.
            TRN301 column answer: the validation part holds one class only (found 0 'bad' and {validation} 'good'). Bring rows of both classes, or change the seed or the validation share.
            """),
            trained.Findings());
        Assert.Equal([StageFiles.Training], trained.Files);
        Assert.Equal(trained.Result.Findings.Select(finding => finding.ToString()), trained.Record.GetProperty("findings").EnumerateArray().Select(finding => finding.GetString()));
        Assert.Equal(FormattableString.Invariant($"LightGBM could not be fitted on {fit} rows (0 % bad)"), trained.Result.Headline);
    }

    [Fact]
    public void A_feature_without_a_value_is_refused()
    {
        using var trained = new Trained(Rows.Replace(",own,", ",,", StringComparison.Ordinal).Replace(",rent,", ",,", StringComparison.Ordinal));

        Assert.Equal(
            FormattableString.Invariant($"TRN302 column home: a feature has no value in any row to fit on (found {trained.Rows("fit")} missing cells). Mend the data, or mark the property [Unused]."),
            trained.Findings());
    }

    [Fact]
    public void Answers_that_are_no_probabilities_are_refused_with_one_of_them()
    {
        using var trained = new Trained(Rows, Custom((ml, _) => ml.Transforms.CopyColumns("Probability", "amount")));

        Assert.Matches(
            @"^TRN304 validation part: the model's answer is no probability \(found [0-9]+ of [0-9]+ rows, such as [1-9][0-9]*\.5\)\. Lower the learning rate or raise the penalty of the trainer; look for extreme numbers in the data\.$",
            trained.Findings());
        Assert.Equal([StageFiles.Training], trained.Files);
    }

    [Fact]
    public void A_custom_trainer_without_a_probability_is_told_what_it_must_leave() => Assert.Equal(
        "TRN304 trainer mine: the model leaves no float column 'Probability' (found no such column). End the estimator with a calibrated binary learner, or copy the probability of the positive class to that column.",
        Trained.Failure(Rows, Custom((ml, _) => ml.Transforms.CopyColumns("Answer", "amount"))));

    [Fact]
    public void A_trainer_that_fails_is_told_by_name_with_its_own_words() => Assert.Equal(
        "TRN305 trainer mine: the trainer failed (found no luck). Look at the trainer's options and at the rows that it learns from.",
        Trained.Failure(Rows, Custom((_, _) => throw new InvalidOperationException("no luck"))));

    [Fact]
    public void A_custom_trainer_sees_each_feature_by_kind_and_learns_from_it()
    {
        using var trained = new Trained(Rows, Custom((ml, features) =>
        {
            Assert.Equal(["amount", "member", "home", "amount"], [.. features.Numbers, .. features.Flags, .. features.Categories, .. features.Optional]);
            return ml.Transforms.Categorical.OneHotEncoding("home")
                .Append(ml.Transforms.ReplaceMissingValues("amount"))
                .Append(ml.Transforms.Concatenate("Features", "amount", "member", "home"))
                .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression());
        }));

        Assert.Empty(trained.Findings());
        Assert.False(trained.Record.TryGetProperty("trees", out _));
        Assert.Equal(3, KnownRowsFile.Read(Path.Combine(trained.Folder, StageFiles.KnownRows), ModelScorer.Load(trained.Folder).Schema).Length);
    }

    [Fact]
    public void The_saved_model_gives_the_answers_of_the_fitted_one_for_every_ready_trainer()
    {
        foreach (var trainer in FitChild.Trainers.Values)
        {
            using var trained = new Trained(Rows, Trained.Train with { Trainer = trainer });
            var saved = ModelScorer.Load(trained.Folder);
            var one = saved.CreateRowScorer();
            var known = KnownRowsFile.Read(Path.Combine(trained.Folder, StageFiles.KnownRows), saved.Schema);
            Assert.Equal(known.Select(row => row.Probability), known.Select(row => one.Score(row.Cells)));
        }
    }

    [Fact]
    public void Rows_that_Prepare_did_not_write_are_refused() => Assert.Equal(
        """
        Rows of train.csv are bad:
          DAT209 train.csv:402, column amount: not a number (found 'abc'). Write numbers as 1234.5; leave the cell empty where the number is missing.
          DAT211 train.csv:403, column answer: the label is neither 'bad' nor 'good' (found 'maybe'). Write one of the two words, or name the data's words in [Label].
        """,
        Trained.Failure(Rows + "good,abc,own,1,30,\nmaybe,1,own,1,30,\n", Trained.Train));

    private static TrainDefinition Custom(EstimatorBuilder build) => Trained.Train with { Trainer = Trainers.Custom("mine", build) };
}
