using System.Text;
using CsCheck;

namespace MLOpsBuild.Learning.Tests.Data;

public sealed class CsvReaderTests
{
    [Fact]
    public void Random_tables_read_back_equal_whatever_is_quoted_and_however_lines_end() =>
        Gen.Select(
            Gen.Int[1, 4].SelectMany(width => Gen.Select(CsvText.Cell, Gen.Bool).Array[width].Array[1, 12]),
            Gen.OneOf("\n", "\r\n"),
            Gen.Bool,
            Gen.Bool,
            Gen.Int[1, 7])
        .Sample((rows, lineEnd, bom, lastLineEnds, mostPerRead) =>
        {
            // A record of one empty cell without quotes is an empty line, which is passed over.
            var lines = rows.Select(row => string.Join(',', row.Select(cell => cell.Item2 || CsvText.MustQuote(cell.Item1) || (row.Length == 1 && cell.Item1.Length == 0) ? CsvText.Quoted(cell.Item1) : cell.Item1)));
            var text = (bom ? "\uFEFF" : "") + string.Join(lineEnd, lines) + (lastLineEnds ? lineEnd : "");
            var read = CsvText.Read(Encoding.UTF8.GetBytes(text), mostPerRead);
            Assert.Equal(rows.Select(row => string.Join('\u001f', row.Select(cell => cell.Item1))), read.Select(row => string.Join('\u001f', row)));
        });

    [Fact]
    public void Records_that_cross_the_buffer_read_back_equal()
    {
        var rows = Enumerable.Range(0, 5_000).Select(row => new[] { "x" + row, new string('"', row % 50), new string('é', row % 97) + "\n" }).ToList();
        var text = string.Concat(rows.Select(row => string.Join(',', row.Select(CsvText.Quoted)) + "\r\n"));
        var read = CsvText.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(rows.Select(row => string.Join('|', row)), read.Select(row => string.Join('|', row)));
    }

    [Fact]
    public void Lines_are_counted_through_quoted_newlines_and_empty_lines() =>
        Assert.Equal(
            ["1: a|b <a,b>", "2: x\ny|1 <\"x\ny\",1>", "5: z|2 <z,2>"],
            CsvText.Trace("a,b\n\"x\ny\",1\n\nz,2"));

    [Fact]
    public void A_quote_inside_a_plain_field_is_text_and_swallows_nothing() =>
        Assert.Equal(["1: 5\" pipe|1 <5\" pipe,1>", "2: x|2 <x,2>"], CsvText.Trace("5\" pipe,1\nx,2\n"));

    [Fact]
    public void A_quote_that_is_never_closed_costs_its_own_line_only() =>
        Assert.Equal(["1: OpenQuote <\"x,1>", "2: y|2 <y,2>", "3: z|3 <z,3>"], CsvText.Trace("\"x,1\r\ny,2\r\nz,3\r\n"));

    [Fact]
    public void Text_after_a_closing_quote_costs_its_own_line_only() =>
        Assert.Equal(["1: TextAfterQuote <\"x\"y,1>", "2: z|2 <z,2>"], CsvText.Trace("\"x\"y,1\nz,2\n"));

    [Fact]
    public void An_open_quote_in_a_large_file_is_given_up_after_the_longest_record()
    {
        var lines = Enumerable.Range(0, 400_000).Select(line => "abc" + line);
        var trace = CsvText.Trace("\"x\n" + string.Join('\n', lines));
        Assert.Equal(["1: TooLong <\"x>", "2: abc0 <abc0>"], trace[..2]);
        Assert.Equal("400001: abc399999 <abc399999>", trace[^1]);
    }

    [Fact]
    public void A_line_without_end_is_passed_over_and_the_next_is_read()
    {
        var trace = CsvText.Trace("a,b\n" + new string('x', 3 * CsvReader.LongestRecord) + "\nc,d\n");
        Assert.Equal(3, trace.Length);
        Assert.StartsWith("2: TooLong <xxx", trace[1], StringComparison.Ordinal);
        Assert.Equal("3: c|d <c,d>", trace[2]);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_a_problem_of_their_line() =>
        Assert.Equal(["1: a|b <a,b>", "2: NotUtf8 <\uFFFD,1>", "3: c|2 <c,2>"], CsvText.Trace([.. "a,b\n"u8, 0xE9, .. ",1\nc,2\n"u8]));

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n\n")]
    [InlineData("\uFEFF")]
    public void A_file_of_nothing_has_no_records(string text) => Assert.Empty(CsvText.Trace(text));
}
