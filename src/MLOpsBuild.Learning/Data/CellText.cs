using System.Globalization;
using System.Text;

namespace MLOpsBuild.Learning;

/// <summary>How the text of a cell becomes a value, the same in every culture: an empty cell is missing, and no word is.</summary>
internal static class CellText
{
    /// <summary>Reads a finite 32-bit float in decimal notation; missing is NaN, and the words NaN and Infinity are refused.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> cell, out float value)
    {
        if (cell.IsEmpty)
        {
            value = float.NaN;
            return true;
        }

        if (TryShortNumber(cell, out value))
            return true;
        if (!float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !float.IsFinite(value))
            return false;
        value += 0f; // a negative zero becomes zero: one number, one text
        return true;
    }

    /// <summary>Reads 1/0, true/false or yes/no in any case as 1 or 0; missing is NaN.</summary>
    public static bool TryFlag(ReadOnlySpan<byte> cell, out float value)
    {
        value = 0;
        if (cell.IsEmpty)
            value = float.NaN;
        else if (cell is [(byte)'1'] || Ascii.EqualsIgnoreCase(cell, "true"u8) || Ascii.EqualsIgnoreCase(cell, "yes"u8))
            value = 1;
        else
            return cell is [(byte)'0'] || Ascii.EqualsIgnoreCase(cell, "false"u8) || Ascii.EqualsIgnoreCase(cell, "no"u8);
        return true;
    }

    /// <summary>The text in quotes, cut after 40 characters, with control characters as escapes: for messages.</summary>
    public static string Shown(ReadOnlySpan<byte> cell)
    {
        var text = new StringBuilder("'");
        foreach (var rune in Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 200)]).EnumerateRunes().Take(40))
            text.Append(Rune.IsControl(rune) ? FormattableString.Invariant($"\\u{rune.Value:x4}") : rune.ToString());
        return text.Append(text.Length < cell.Length ? "…'" : "'").ToString();
    }

    /// <summary>At most seven digits with one point at most: exact as whole over power of ten, both below 2^24 (Clinger's fast path).</summary>
    private static bool TryShortNumber(ReadOnlySpan<byte> cell, out float value)
    {
        value = 0;
        if (cell.Length > 8)
            return false;
        int whole = 0, digits = 0, decimals = -1;
        foreach (var character in cell)
        {
            if (character == '.' && decimals < 0)
            {
                decimals = 0;
                continue;
            }

            if (character is < (byte)'0' or > (byte)'9')
                return false;
            whole = (whole * 10) + character - '0';
            digits++;
            decimals += decimals < 0 ? 0 : 1;
        }

        if (digits is 0 or > 7)
            return false;
        value = whole / Powers[Math.Max(decimals, 0)];
        return true;
    }

    private static ReadOnlySpan<float> Powers => [1f, 10f, 100f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f];
}
