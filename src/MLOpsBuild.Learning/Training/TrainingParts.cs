namespace MLOpsBuild.Learning;

/// <summary>The training rows in two parts by hash: one to fit on, one for early stopping and the threshold.</summary>
/// <param name="Fit">The rows that the model is fitted on.</param>
/// <param name="Validation">The rows kept apart.</param>
public sealed record TrainingParts(Table Fit, Table Validation)
{
    /// <summary>Splits rows so that equal rows stay together and that further rows move none.</summary>
    public static TrainingParts Of(Table rows, double validationShare, int seed)
    {
        var hash = new RowHash(rows, "validation", seed);
        var sides = Enumerable.Range(0, rows.Rows).ToLookup(row => hash.Place(row) < validationShare);
        return new(rows.Select([.. sides[false]]), rows.Select([.. sides[true]]));
    }
}
