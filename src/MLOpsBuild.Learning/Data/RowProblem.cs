using System.Globalization;
using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What is wrong with one row.</summary>
/// <param name="Code">A code of <see cref="FindingCodes"/>.</param>
/// <param name="Column">The column's name; empty where the row as a whole is wrong.</param>
/// <param name="What">What is wrong, a clause.</param>
/// <param name="Value">The offending value as text; null where there is none.</param>
/// <param name="Fix">What to do about it, a sentence.</param>
internal readonly record struct RowProblem(string Code, string Column, string What, string? Value, string Fix)
{
    /// <summary>The problem in a few words: <c>not a number (found 'abc')</c>.</summary>
    public string Reason => Value is null ? What : $"{What} (found {Value})";

    /// <summary>The problem with its file, line and column.</summary>
    public Finding ToFinding(string file, long line)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");
        return new(Code, What, Column.Length == 0 ? place : $"{place}, column {Column}", Value, Fix);
    }

    /// <summary>The problem of a record that is no CSV.</summary>
    public static RowProblem Of(CsvReader csv) => csv.Problem switch
    {
        CsvProblem.OpenQuote => new(FindingCodes.NotCsv, "", "a quote is opened and never closed", null, "Close the quote, or double quotes that belong to the text."),
        CsvProblem.TextAfterQuote => new(FindingCodes.NotCsv, "", "a closing quote is followed by text", null, "Double quotes that belong to the text, as in \"5\"\" pipe\"."),
        CsvProblem.TooLong => new(FindingCodes.NotCsv, "", string.Create(CultureInfo.InvariantCulture, $"the row is longer than {CsvReader.LongestRecord:N0} bytes"), null, "Look for a quote that is never closed."),
        _ => NotUtf8(csv.Raw),
    };

    private static RowProblem NotUtf8(ReadOnlySpan<byte> row)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(row[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        var below = row[..at].Count((byte)'\n');
        var position = at - row[..at].LastIndexOf((byte)'\n');
        var where = below == 0 ? $"byte {position} of the line" : $"byte {position} of the line {below} below";
        return new(FindingCodes.NotUtf8, "", FormattableString.Invariant($"{where} is not UTF-8"), FormattableString.Invariant($"0x{row[at]:X2}"), "Save the file as UTF-8.");
    }
}
