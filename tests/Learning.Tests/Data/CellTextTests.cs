using System.Globalization;
using System.Text;
using CsCheck;

namespace MLOpsBuild.Learning.Tests.Data;

public sealed class CellTextTests
{
    [Fact]
    public void A_number_reads_as_the_nearest_float() =>
        Gen.OneOf(
            Gen.Float.Where(float.IsFinite).Select(value => value.ToString(CultureInfo.InvariantCulture)),
            Gen.Select(Gen.Long[0, 99_999_999], Gen.Int[0, 8]).Select(pair => ((decimal)pair.Item1 / (decimal)Math.Pow(10, pair.Item2)).ToString(CultureInfo.InvariantCulture)))
        .Sample(text =>
        {
            Assert.True(CellText.TryNumber(Encoding.UTF8.GetBytes(text), out var value));
            Assert.Equal(float.Parse(text, CultureInfo.InvariantCulture), value);
        });

    [Theory]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("Infinity")]
    [InlineData("-∞")]
    [InlineData("1e999")]
    [InlineData("NA")]
    [InlineData("null")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData(" ")]
    public void What_is_no_finite_decimal_number_is_refused(string text) =>
        Assert.False(CellText.TryNumber(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("TRUE", 1)]
    [InlineData("Yes", 1)]
    [InlineData("0", 0)]
    [InlineData("False", 0)]
    [InlineData("nO", 0)]
    [InlineData("", float.NaN)]
    public void A_flag_reads_in_any_case(string text, float expected)
    {
        Assert.True(CellText.TryFlag(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("y")]
    [InlineData("2")]
    [InlineData("01")]
    [InlineData("NA")]
    public void Other_words_are_no_flag(string text) => Assert.False(CellText.TryFlag(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void A_negative_zero_is_zero()
    {
        Assert.True(CellText.TryNumber("-0"u8, out var value));
        Assert.False(float.IsNegative(value));
    }

    [Fact]
    public void A_shown_value_is_short_and_has_no_control_characters() =>
        Assert.Equal("'a\\u000ab" + new string('x', 37) + "…'", CellText.Shown(Encoding.UTF8.GetBytes("a\nb" + new string('x', 60))));
}
