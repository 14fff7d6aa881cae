using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace MLOpsBuild.Targets;

/// <summary>The ways in which a secret may appear in text.</summary>
internal static class SecretForms
{
    private const int MimeLine = 76;

    public static IEnumerable<string> Of(string secret)
    {
        foreach (var part in secret.Split('\n').Select(it => it.Trim()).Append(secret.Trim()).Distinct())
        {
            foreach (var form in Written(part).Concat(Encoded(Encoding.UTF8.GetBytes(part))))
                yield return form;
        }
    }

    private static IEnumerable<string> Written(string text)
    {
        yield return text;
        yield return Uri.EscapeDataString(text);
        yield return LowerHex(Uri.EscapeDataString(text));
        yield return WebUtility.UrlEncode(text);
        yield return LowerHex(WebUtility.UrlEncode(text));
        yield return JsonEncodedText.Encode(text).ToString();
        yield return LowerHex(JsonEncodedText.Encode(text).ToString(), "\\u", 4);
        yield return LowerHex(JsonEncodedText.Encode(text, JavaScriptEncoder.Create(UnicodeRanges.BasicLatin)).ToString().Replace("\\u0022", "\\\"", StringComparison.Ordinal), "\\u", 4);
        yield return JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return WebUtility.HtmlEncode(text);
        yield return SecurityElement.Escape(text);
        yield return text.Replace("'", "'\\''", StringComparison.Ordinal);
        yield return text.Replace("\"", "\\\"", StringComparison.Ordinal);
        yield return text.Replace("%", "%25", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Encoded(byte[] bytes)
    {
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        var whole = Convert.ToBase64String(bytes);
        foreach (var form in whole.Chunk(MimeLine).Select(it => new string(it)).Append(whole).Concat(Enumerable.Range(0, 3).Select(shift => Base64Within(bytes, shift))))
        {
            yield return form;
            yield return form.TrimEnd('=');
            yield return form.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        }
    }

    /// <summary>The characters that the bytes determine wherever they stand in a longer text, <paramref name="shift"/> bytes after a multiple of three.</summary>
    private static string Base64Within(byte[] bytes, int shift)
    {
        var text = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var first = ((shift * 8) + 5) / 6;
        var last = (shift + bytes.Length) * 8 / 6;
        return text[first..Math.Max(first, last)];
    }

    private static string LowerHex(string escaped, string mark = "%", int digits = 2) =>
        string.Concat(escaped.Split(mark).Select((part, i) => i == 0 || part.Length < digits ? part : mark + part[..digits].ToLowerInvariant() + part[digits..]));
}
