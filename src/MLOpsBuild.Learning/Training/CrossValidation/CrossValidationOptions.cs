namespace MLOpsBuild.Learning;

/// <summary>How rows are dealt into folds and how each fold's interval is made.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>The number of folds, at least 2. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The seed by which rows are dealt. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The bootstrap of each fold's AUC.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new();
}
