using System.Collections.Immutable;

namespace MLOpsBuild.Learning;

/// <summary>What Prepare read, set aside and split (prepare.json).</summary>
public sealed record PrepareReport
{
    /// <summary>The format that this build writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The data's path as the definition has it.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of the data file's bytes, lower-case hexadecimal.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Rows read, bad ones included.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows set aside.</summary>
    public required int BadRows { get; init; }

    /// <summary>The rows set aside, each counted under the first thing that is wrong with it.</summary>
    public required ImmutableArray<BadRowCount> BadRowsByReason { get; init; }

    /// <summary>The training side.</summary>
    public required SideReport Train { get; init; }

    /// <summary>The test side.</summary>
    public required SideReport Test { get; init; }

    /// <summary>What is worth knowing and fails nothing, a sentence each.</summary>
    public required ImmutableArray<string> Notices { get; init; }

    /// <summary>Reads a prepare.json.</summary>
    /// <exception cref="Pipelines.StageException">It is missing, damaged or of another format.</exception>
    public static PrepareReport Read(string file) => StageJson.Read(file, StageJson.Context.PrepareReport, report => report.Format, CurrentFormat, "Prepare");

    /// <summary>Writes a prepare.json.</summary>
    public void Write(string file) => StageJson.Write(file, this, StageJson.Context.PrepareReport);
}

/// <summary>How many rows were set aside for one reason.</summary>
/// <param name="Code">A code of <see cref="Pipelines.FindingCodes"/>.</param>
/// <param name="Column">The column; empty where the row as a whole is wrong.</param>
/// <param name="Rows">The rows.</param>
public sealed record BadRowCount(string Code, string Column, int Rows);

/// <summary>One side of the split.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Positives">Its rows of the positive class.</param>
/// <param name="Share">Share of the positive class, 0 to 1; 0 where there are no rows.</param>
public sealed record SideReport(int Rows, int Positives, double Share)
{
    internal static SideReport Of(int rows, int positives) => new(rows, positives, rows == 0 ? 0 : (double)positives / rows);
}
