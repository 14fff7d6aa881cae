using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What is known once all rows have streamed by.</summary>
internal sealed record PreparedRows
{
    public required SideReport Train { get; init; }

    public required SideReport Test { get; init; }

    public required DataProfile Profile { get; init; }

    /// <summary>Missing cells by column, over the good rows of both sides.</summary>
    public required IReadOnlyDictionary<string, int> Missing { get; init; }

    public required int Bad { get; init; }

    public required ImmutableArray<BadRowCount> BadByReason { get; init; }

    public required ImmutableArray<Finding> FirstBad { get; init; }

    public required Finding? NotUtf8 { get; init; }

    public required string DataSha256 { get; init; }

    public int Rows => Train.Rows + Test.Rows + Bad;

    /// <summary>Findings about bad rows: too many of them, with the first few; and bytes that are not UTF-8, which are never tolerated, as they mean a wrong encoding.</summary>
    public IReadOnlyList<Finding> BadRows(Pipeline pipeline)
    {
        var share = Rows == 0 ? 0 : (double)Bad / Rows;
        if (share <= pipeline.Data.BadRowsAtMost)
            return NotUtf8 is null ? [] : [NotUtf8];
        var tooMany = new Finding(
            FindingCodes.TooManyBadRows,
            $"more than {Shares.Text(pipeline.Data.BadRowsAtMost)} of the rows are bad",
            pipeline.Data.Csv,
            string.Create(CultureInfo.InvariantCulture, $"{Shares.Text(share)}: {Bad:N0} of {Rows:N0} rows"),
            $"Correct the rows, or tolerate them with BadRows(atMost: …); {Quarantine.PathOf(pipeline)} lists them all with line and reason, the first of them follow.");
        return NotUtf8 is null || FirstBad.Contains(NotUtf8) ? [tooMany, .. FirstBad] : [tooMany, .. FirstBad, NotUtf8];
    }
}
