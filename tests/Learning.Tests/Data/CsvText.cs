using System.Text;
using CsCheck;

namespace MLOpsBuild.Learning.Tests.Data;

/// <summary>Writes and reads CSV in tests, independently of the writers under test.</summary>
internal static class CsvText
{
    /// <summary>Texts with all that must be quoted, and much that must not break.</summary>
    public static Gen<string> Cell { get; } = Gen.OneOf(
        Gen.String[Gen.OneOf('a', 'b', ' ', ',', '"', '\n', '\r', 'é', 'İ', '1', ';'), 0, 8],
        Gen.OneOf("", "plain", "𝛼 two units", "NA", "\"", "\r\n", "a\"b"));

    public static string Quoted(string cell) => "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static bool MustQuote(string cell) => cell.StartsWith('"') || cell.AsSpan().IndexOfAny(',', '\n', '\r') >= 0;

    public static List<string[]> Read(byte[] bytes, int mostPerRead = int.MaxValue)
    {
        using var stream = new SlowStream(bytes, mostPerRead);
        var csv = new CsvReader(stream);
        var rows = new List<string[]>();
        while (csv.Read())
        {
            Assert.Equal(CsvProblem.None, csv.Problem);
            rows.Add([.. Enumerable.Range(0, csv.Count).Select(field => Encoding.UTF8.GetString(csv.Field(field)))]);
        }

        return rows;
    }

    /// <summary>What a reader makes of each record: line, then its cells or its problem, then the raw text.</summary>
    public static string[] Trace(string text) => Trace(Encoding.UTF8.GetBytes(text));

    public static string[] Trace(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var csv = new CsvReader(stream);
        var records = new List<string>();
        while (csv.Read())
        {
            var cells = csv.Problem == CsvProblem.None
                ? string.Join('|', Enumerable.Range(0, csv.Count).Select(field => Encoding.UTF8.GetString(csv.Field(field))))
                : csv.Problem.ToString();
            records.Add(FormattableString.Invariant($"{csv.LineNumber}: {cells} <{Encoding.UTF8.GetString(csv.Raw)}>"));
        }

        return [.. records];
    }
}
