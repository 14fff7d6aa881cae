using System.Text.Json;
using CsCheck;
using MLOpsBuild.Testing;
using YamlDotNet.RepresentationModel;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>What is written reads back as itself, whatever it looks like.</summary>
public sealed class YamlTextTests
{
    public static TheoryData<string> Awkward =>
        [.. JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.File("tests", "Emitters.Tests", "Yaml", "awkward-strings.json")))!];

    [Theory, MemberData(nameof(Awkward))]
    public void An_awkward_string_reads_back_as_itself_as_value_key_and_item(string text)
    {
        var read = (YamlMappingNode)Read(YamlText.Write(Everywhere(text)));
        Assert.Equal(text, ((YamlScalarNode)read["value"]).Value);
        Assert.Equal(text, ((YamlScalarNode)((YamlSequenceNode)read["list"])[0]).Value);
        Assert.Equal(text, ((YamlScalarNode)((YamlMappingNode)read["map"]).Children.Single().Key).Value);
    }

    [Fact]
    public void Any_Unicode_text_reads_back_as_itself() =>
        Gen.Char['\u0000', '\uD7FF'].Array[0, 12].Select(letters => new string(letters)).Sample(text =>
        {
            var read = (YamlMappingNode)Read(YamlText.Write(Everywhere(text)));
            return ((YamlScalarNode)read["value"]).Value == text && ((YamlScalarNode)((YamlMappingNode)read["map"]).Children.Single().Key).Value == text;
        });

    [Theory]
    [InlineData("main", "main")]
    [InlineData("release/1.10", "release/1.10")]
    [InlineData("1.10", "\"1.10\"")]
    [InlineData("No", "\"No\"")]
    [InlineData("y", "\"y\"")]
    [InlineData("main\n", "|\n  main")]
    [InlineData("main\nnext", "|-\n  main\n  next")]
    [InlineData("${{ x }}", "\"${{ x }}\"")]
    public void Only_plain_words_stay_plain(string text, string written) =>
        Assert.Equal($"---\nkey: {written}\n", YamlText.Write(YamlMap.Of(("key", text))));

    [Fact]
    public void A_long_text_stays_on_its_line()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 500));
        Assert.Equal($"---\nkey: \"{text}\"\n", YamlText.Write(YamlMap.Of(("key", text))));
    }

    [Fact]
    public void Header_comment_numbers_flags_and_remarks_are_written_as_such() => Assert.Equal(
        "# made by hand\n---\nnumber: 60\nflag: true\nuses: \"a@b\" # v1\nnone: {}\nempty: []\nlist:\n  - a\n  - b: c\n",
        YamlText.Write(
            YamlMap.Of(
                ("number", 60),
                ("flag", true),
                ("left out", null),
                ("uses", new YamlScalar("a@b", "v1")),
                ("none", YamlMap.Of()),
                ("empty", YamlList.Of([])),
                ("list", new YamlList(["a", YamlMap.Of(("b", "c"))]))),
            "made by hand"));

    [Fact]
    public void A_lone_surrogate_is_refused() => Assert.Equal(
        "A text with a lone surrogate (U+D83D at 1) is no Unicode and cannot be written. (Parameter 'text')",
        Assert.Throws<ArgumentException>(() => YamlText.Write(YamlMap.Of(("key", "a\uD83D")))).Message);

    private static YamlMap Everywhere(string text) => YamlMap.Of(
        ("value", text),
        ("list", YamlList.Of([text])),
        ("map", new YamlMap([new(text, text)])));

    private static YamlDotNet.RepresentationModel.YamlNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Single().RootNode;
    }
}
