using System.Text;
using CsCheck;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Texts arrive in Groovy as they are.</summary>
public sealed class GroovyTextTests
{
    private static readonly string[] Traps =
    [
        .. RandomPipelines.AwkwardTexts,
        "'''", "\\'", "$x", "${x}", "$(x)", "`x`", "\\u0041", "\\\\u0041", "\\u000a", "\\n", "\\", "\\\\", "/* x */", "// x", "\"\"\"", "\u2029", "\ufeff", "\u00a0", "\ud83d\ude80", new('a', 300),
    ];

    [Fact]
    public async Task Every_text_arrives_in_Groovy_unchanged()
    {
        var texts = Traps.Concat(Gen.OneOf(Gen.String, Gen.String["\\u0041'\"$\n\r{}`"]).Array[500].Single(_ => true, "0N0XIzNsQ0O2").Where(IsUnicode)).ToArray();
        using var folder = new TemporaryFolder();
        var script = folder.File("texts.groovy");
        await File.WriteAllTextAsync(script, string.Concat(texts.Select(text => $"println {GroovyText.Quote(text)}.getBytes('UTF-8').encodeBase64()\n")), new UTF8Encoding(false), TestContext.Current.CancellationToken);

        var arrived = (await Groovy.RunAsync(script)).Split('\n', StringSplitOptions.None)[..texts.Length].Select(line => Encoding.UTF8.GetString(Convert.FromBase64String(line)));

        Assert.Equal(texts, arrived);
    }

    [Fact]
    public void A_lone_surrogate_is_refused() => Assert.Equal(
        "A text with a lone surrogate (U+D800 at 1) is no Unicode and cannot be written.",
        Assert.Throws<ArgumentException>(() => GroovyText.Quote("a\ud800")).Message);

    private static bool IsUnicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
