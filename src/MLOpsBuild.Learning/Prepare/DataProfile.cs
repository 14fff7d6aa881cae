using System.Collections.Immutable;

namespace MLOpsBuild.Learning;

/// <summary>What the training rows look like, column by column: the reference for drift, reports and typical rows (profile.json).</summary>
public sealed record DataProfile
{
    /// <summary>The format that this build writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Training rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Training rows of the positive class.</summary>
    public required int Positives { get; init; }

    /// <summary>The levels of <see cref="NumberProfile.Quantiles"/>, ascending from 0 to 1.</summary>
    public ImmutableArray<double> QuantileLevels { get; init; } = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];

    /// <summary>The numbers, features and sensitive ones, in schema order.</summary>
    public required ImmutableArray<NumberProfile> Numbers { get; init; }

    /// <summary>The categories and flags, features and sensitive ones, in schema order; a flag's values are 1 and 0.</summary>
    public required ImmutableArray<CategoryProfile> Categories { get; init; }

    /// <summary>Reads a profile.json.</summary>
    /// <exception cref="Pipelines.StageException">It is missing, damaged or of another format.</exception>
    public static DataProfile Read(string file) => StageJson.Read(file, StageJson.Context.DataProfile, profile => profile.Format, CurrentFormat, "Prepare");

    /// <summary>Writes a profile.json.</summary>
    public void Write(string file) => StageJson.Write(file, this, StageJson.Context.DataProfile);
}
