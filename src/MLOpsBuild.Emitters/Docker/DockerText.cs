using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>Writes Dockerfiles: the one place that quotes their language.</summary>
internal static partial class DockerText
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentException">A text cannot be written: Docker ends an instruction at the end of a line.</exception>
    public static string Write(Dockerfile file, IEnumerable<string> header)
    {
        var text = new StringBuilder();
        foreach (var line in header)
            text.Append("# ").Append(line).Append('\n');
        foreach (var argument in file.Arguments)
            Line(text, argument);
        foreach (var stage in file.Stages)
        {
            text.Append("\nFROM ").Append(Word(stage.Base)).Append(stage.Name is null ? "" : $" AS {Word(stage.Name)}").Append('\n');
            foreach (var instruction in stage.Instructions)
                Line(text, instruction);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, DockerInstruction instruction) => text.Append(instruction switch
    {
        DockerArgument argument => $"ARG {Word(argument.Name)}={(argument.Default.Length == 0 ? "" : Quote(argument.Default))}",
        DockerValues values => $"{values.Keyword} {string.Join(" \\\n    ", values.Values.Select(value => $"{Word(value.Name)}={(value.Argument is null ? Quote(value.Text) : $"\"${{{Word(value.Argument)}}}\"")}"))}",
        DockerCopy copy => $"COPY {(copy.From is null ? "" : $"--from={Word(copy.From)} ")}{JsonList([copy.Source, copy.Target])}",
        DockerRun run => $"RUN {string.Join(" \\\n    && ", run.Lines.Select(OneLine))}",
        DockerWord word => $"{word.Keyword} {Word(word.Word)}",
        DockerCommand command => $"{command.Keyword} {JsonList(command.Words)}",
        _ => throw new ArgumentException($"{instruction.GetType().Name} is no kind of instruction.", nameof(instruction)),
    }).Append('\n');

    private static string Quote(string text) =>
        "\"" + OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal) + "\"";

    private static string JsonList(ImmutableArray<string> words) => "[" + string.Join(", ", words.Select(word => JsonSerializer.Serialize(word, Json))) + "]";

    private static string OneLine(string text) => text.AsSpan().IndexOfAny('\n', '\r', '\0') < 0 ? text
        : throw new ArgumentException($"Docker ends an instruction at the end of a line, so that {JsonSerializer.Serialize(text, Json)} cannot be written.", nameof(text));

    private static string Word(string word) => Plain().IsMatch(word) ? word
        : throw new ArgumentException($"'{word}' is no word of a Dockerfile: no spaces, no quotes.", nameof(word));

    [GeneratedRegex("^[A-Za-z0-9_./:@${}-]+\\z")]
    private static partial Regex Plain();
}
