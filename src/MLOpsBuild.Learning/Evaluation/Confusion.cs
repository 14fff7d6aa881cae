namespace MLOpsBuild.Learning;

/// <summary>Rows by class and side of the threshold; a row is predicted positive at a probability at or above it.</summary>
public readonly record struct Confusion(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    /// <summary>All rows.</summary>
    public int Rows => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    /// <summary>Share of rows on the right side.</summary>
    public double Accuracy => Share(TruePositives + TrueNegatives, Rows);

    /// <summary>Share of predicted positives that are positive; NaN where nothing is predicted positive.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of positives that are found; NaN without positives.</summary>
    public double Recall => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of precision and recall; 0 where no positive is found, NaN where there is none and none is predicted.</summary>
    public double F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
