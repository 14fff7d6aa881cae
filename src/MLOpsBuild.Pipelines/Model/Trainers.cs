namespace MLOpsBuild.Pipelines;

/// <summary>A learner and its options; carried out by MLOpsBuild.Learning.</summary>
public abstract record Trainer
{
    /// <summary>The learner's name in reports, such as <c>LightGBM</c>.</summary>
    [NotInKey]
    public abstract string Name { get; }

    /// <summary>The seed of everything random in the fit. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads of the fit; fixed, so that every machine fits the same model. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether user code takes part, so that the assembly that declares it belongs to the stage's key.</summary>
    [NotInKey]
    public virtual Type? CustomCode => null;
}

/// <summary>Gradient boosting by LightGBM; missing numbers and categories are handled by the trees.</summary>
public sealed record LightGbmTrainer : Trainer
{
    /// <inheritdoc/>
    public override string Name => "LightGBM";

    /// <summary>Leaves of a tree, at least 2. Default 31.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Shrinkage, above 0 and at most 1. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Trees at most, at least 1. Default 100.</summary>
    public int Iterations { get; init; } = 100;

    /// <summary>Rows that a leaf holds at least, at least 1. Default 20.</summary>
    public int MinimumRowsPerLeaf { get; init; } = 20;

    /// <summary>L2 penalty on leaf values, 0 or more. Default 0.</summary>
    public double L2 { get; init; }

    /// <summary>Share of features tried in a tree, above 0 and at most 1. Default 1.</summary>
    public double FeatureShare { get; init; } = 1;

    /// <summary>Share of rows drawn for a tree, above 0 and at most 1. Default 1.</summary>
    public double RowShare { get; init; } = 1;

    /// <summary>Stops after this many trees without a better log loss on the validation part; 0 never. Default 0.</summary>
    public int EarlyStopping { get; init; }
}

/// <summary>Gradient boosting by FastTree (MART).</summary>
public sealed record FastTreeTrainer : Trainer
{
    /// <inheritdoc/>
    public override string Name => "FastTree";

    /// <summary>Leaves of a tree, at least 2. Default 20.</summary>
    public int Leaves { get; init; } = 20;

    /// <summary>Shrinkage, above 0 and at most 1. Default 0.2.</summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>Trees, at least 1. Default 100.</summary>
    public int Iterations { get; init; } = 100;

    /// <summary>Rows that a leaf holds at least, at least 1. Default 10.</summary>
    public int MinimumRowsPerLeaf { get; init; } = 10;

    /// <summary>Share of features tried in a tree, above 0 and at most 1. Default 1.</summary>
    public double FeatureShare { get; init; } = 1;
}

/// <summary>Logistic regression by L-BFGS on normalised numbers and one-hot categories.</summary>
public sealed record LogisticRegressionTrainer : Trainer
{
    /// <inheritdoc/>
    public override string Name => "Logistic regression";

    /// <summary>L1 penalty, 0 or more. Default 0.</summary>
    public double L1 { get; init; }

    /// <summary>L2 penalty, 0 or more. Default 1.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Iterations at most, at least 1. Default 200.</summary>
    public int Iterations { get; init; } = 200;

    /// <summary>Relative improvement below which the fit has converged, above 0. Default 1e-7.</summary>
    public double Tolerance { get; init; } = 1e-7;
}
