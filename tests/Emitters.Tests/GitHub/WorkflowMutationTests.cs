using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Each change of one line of a generated workflow changes the verdict of the parsed graph alone, or is harmless for a stated reason.</summary>
public sealed partial class WorkflowMutationTests(ITestOutputHelper output)
{
    private static readonly (string Reason, Func<Mutant, bool> Holds)[] Harmless =
    [
        ("a comment means nothing to GitHub", mutant => mutant.Line.StartsWith('#') || (mutant.Kind == "end" && mutant.Line.Contains(" # ", StringComparison.Ordinal))),
        ("a document needs no start mark", mutant => mutant is { Kind: "delete" or "comment", Line: "---" }),
        ("only how deep a lone line is indented has changed, which YAML reads the same", mutant => mutant.Kind == "indent" && ReadsTheSame(mutant)),
        ("the keys of a mapping have no order", mutant => mutant.Kind == "swap" && IsKey(mutant.Line) && IsKey(mutant.Next) && ReadsTheSame(mutant)),
        ("branches that start a run and jobs to wait for have no order", mutant => mutant.Kind == "swap" && mutant.Line.StartsWith("      - ", StringComparison.Ordinal) && mutant.Next.StartsWith("      - ", StringComparison.Ordinal) && !mutant.Line.Contains(':', StringComparison.Ordinal)),
        ("schedules have no order", mutant => mutant.Kind == "swap" && mutant.Line.StartsWith("    - cron:", StringComparison.Ordinal) && mutant.Next.StartsWith("    - cron:", StringComparison.Ordinal)),
    ];

    [Theory]
    [InlineData("full")]
    [InlineData("delivery alone")]
    [InlineData("operations")]
    [InlineData("parts")]
    public void A_change_of_one_line_is_told_by_the_graph_alone(string name)
    {
        var measure = WorkflowMeasure.Of(name);
        var mutants = Mutants(measure.Text).Where(mutant => mutant.Text != measure.Text).DistinctBy(mutant => mutant.Text).ToArray();
        var survivors = mutants.AsParallel().AsOrdered().Where(mutant => !measure.Tells(mutant.Text)).ToArray();
        var unexplained = survivors.Where(mutant => !Harmless.Any(harmless => harmless.Holds(mutant))).ToArray();

        var killable = mutants.Length - (survivors.Length - unexplained.Length);
        output.WriteLine(FormattableString.Invariant($"{name}: {killable - unexplained.Length} of {killable} mutants told ({(double)(killable - unexplained.Length) / killable:P1}); {survivors.Length - unexplained.Length} harmless"));
        foreach (var (reason, holds) in Harmless)
            output.WriteLine(FormattableString.Invariant($"  {survivors.Count(holds)} because {reason}"));
        Assert.All(Harmless, harmless => Assert.True(harmless.Reason.Length > 0 && (name != "full" || survivors.Any(harmless.Holds)), $"Nothing survives because {harmless.Reason}: drop it from the list."));
        Assert.Empty(unexplained.Select(mutant => $"{mutant.Kind} {mutant.Number}: {mutant.Line}"));
    }

    private static IEnumerable<Mutant> Mutants(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var next = i + 1 < lines.Length ? lines[i + 1] : "";
            yield return Of("delete", []);
            yield return Of("duplicate", [line, line]);
            yield return Of("comment", ["#" + line]);
            yield return Of("indent", ["  " + line]);
            yield return Of("end", [line + "x"]);
            yield return Of("value", [Value().Replace(line, match => match.Value + "0", 1)]);
            yield return Of("key", [Key().Replace(line, match => match.Value + "-", 1)]);
            yield return Of("flip", [line.Contains("true", StringComparison.Ordinal) ? line.Replace("true", "false", StringComparison.Ordinal) : line.Replace("false", "true", StringComparison.Ordinal)]);
            yield return Of("negate", [line.Replace("!=", "==", StringComparison.Ordinal)]);
            if (next.Length > 0)
                yield return new(text, "swap", i + 1, line, next, string.Join('\n', [.. lines[..i], next, line, .. lines[(i + 2)..]]) + "\n");

            Mutant Of(string kind, string[] instead) => new(text, kind, i + 1, line, next, string.Join('\n', [.. lines[..i], .. instead, .. lines[(i + 1)..]]) + "\n");
        }
    }

    /// <summary>Judged by another reader than ours.</summary>
    private static bool ReadsTheSame(Mutant mutant) => Nodes(mutant.Text).Equals(Nodes(mutant.Original));

    private static YamlDotNet.RepresentationModel.YamlNode Nodes(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents[0].RootNode;
    }

    private static bool IsKey(string line) => Key().IsMatch(line);

    [GeneratedRegex("[A-Za-z0-9](?=\"?( #.*)?$)")]
    private static partial Regex Value();

    [GeneratedRegex("^ *\"?[A-Za-z_-]+(?=\"?:)")]
    private static partial Regex Key();

    /// <summary>A text that differs in one line.</summary>
    private sealed record Mutant(string Original, string Kind, int Number, string Line, string Next, string Text);
}
