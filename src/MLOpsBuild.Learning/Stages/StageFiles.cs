namespace MLOpsBuild.Learning;

/// <summary>The names of the files that stages leave in their folders, and which of them make a package.</summary>
public static class StageFiles
{
    /// <summary>Prepare: the training rows, canonical CSV (columns in schema order, <c>\n</c>, missing cells empty).</summary>
    public const string TrainRows = "train.csv";

    /// <summary>Prepare: the test rows, canonical CSV.</summary>
    public const string TestRows = "test.csv";

    /// <summary>Prepare: bad rows with line, code and reason.</summary>
    public const string Quarantine = "quarantine.csv";

    /// <summary>Prepare: counts, missing, ranges, quantiles and categories of the training rows; also in the package.</summary>
    public const string Profile = "profile.json";

    /// <summary>Prepare: what was read, set aside and split, with class balance and the data's hash.</summary>
    public const string Prepared = "prepare.json";

    /// <summary>Train: the model as Microsoft.ML saves it, made byte-identical; also in the package.</summary>
    public const string Model = "model.zip";

    /// <summary>Train: what a reader of the model needs: columns, kinds, label words and threshold; also in the package.</summary>
    public const string ModelSchema = "schema.json";

    /// <summary>Train: typical rows made from the profile and their probabilities, to check a served model by; also in the package.</summary>
    public const string KnownRows = "known-rows.json";

    /// <summary>Train: options, iterations, the validation part's metrics.</summary>
    public const string Training = "training.json";

    /// <summary>Test: results as JUnit XML.</summary>
    public const string JUnit = "junit.xml";

    /// <summary>Test: results as data.</summary>
    public const string Behaviour = "behaviour.json";

    /// <summary>Validate: metrics with intervals, gates, fairness, curves.</summary>
    public const string Evaluation = "evaluation.json";

    /// <summary>Validate: the report for people.</summary>
    public const string Report = "report.html";
}
