namespace MLOpsBuild.Learning;

/// <summary>What the model does to the rows of one group, for the favourable outcome.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="Favoured">Rows that the model gives the favourable outcome.</param>
/// <param name="Deserving">Rows whose label is the favourable outcome.</param>
/// <param name="FavouredDeserving">Rows that are both.</param>
public readonly record struct GroupRates(int Rows, int Favoured, int Deserving, int FavouredDeserving)
{
    /// <summary>Share of rows whose label is the favourable outcome; NaN without rows.</summary>
    public double BaseRate => Share(Deserving, Rows);

    /// <summary>Share of rows that get the favourable outcome (selection rate); NaN without rows.</summary>
    public double FavourableRate => Share(Favoured, Rows);

    /// <summary>Share of the deserving that get it (true positive rate of the favourable outcome); NaN where none deserves it.</summary>
    public double TrueRate => Share(FavouredDeserving, Deserving);

    /// <summary>Share of the others that get it (false positive rate of the favourable outcome); NaN where all deserve it.</summary>
    public double FalseRate => Share(Favoured - FavouredDeserving, Rows - Deserving);

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
