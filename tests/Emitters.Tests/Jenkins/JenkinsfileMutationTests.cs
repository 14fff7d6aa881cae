using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Each change of one line of a generated Jenkinsfile changes the verdict of the parsed graph alone, or is harmless for a stated reason.</summary>
public sealed partial class JenkinsfileMutationTests(ITestOutputHelper output)
{
    private static readonly (string Reason, Func<Mutant, bool> Holds)[] Harmless =
    [
        ("a comment means nothing to Groovy", mutant => mutant.Line.StartsWith("//", StringComparison.Ordinal)),
        ("Groovy counts no spaces", mutant => mutant.Kind == "indent" || (mutant.Kind == "swap" && mutant.Line.Trim() == mutant.Next.Trim())),
        ("options, parameters, credentials and named arguments have no order", mutant => mutant.Kind == "swap" && Unordered().IsMatch(mutant.Line) && Unordered().IsMatch(mutant.Next)),
    ];

    [Theory]
    [InlineData("full")]
    [InlineData("delivery alone")]
    [InlineData("operations")]
    [InlineData("parts")]
    public void A_change_of_one_line_is_told_by_the_graph_alone(string name)
    {
        var measure = JenkinsfileMeasure.Of(name);
        var mutants = Mutants(measure.Text).Where(mutant => mutant.Text != measure.Text).DistinctBy(mutant => mutant.Text).ToArray();
        var survivors = mutants.AsParallel().AsOrdered().Where(mutant => !measure.Tells(mutant.Text)).ToArray();
        var unexplained = survivors.Where(mutant => !Harmless.Any(harmless => harmless.Holds(mutant))).ToArray();

        var killable = mutants.Length - (survivors.Length - unexplained.Length);
        output.WriteLine(FormattableString.Invariant($"{name}: {killable - unexplained.Length} of {killable} mutants told ({(double)(killable - unexplained.Length) / killable:P1}); {survivors.Length - unexplained.Length} harmless"));
        foreach (var (reason, holds) in Harmless)
            output.WriteLine(FormattableString.Invariant($"  {survivors.Count(holds)} because {reason}"));
        Assert.Equal([], unexplained.Select(mutant => $"{mutant.Kind} {mutant.Number}: {mutant.Line}"));
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
            yield return Of("comment", ["//" + line]);
            yield return Of("indent", ["  " + line]);
            yield return Of("end", [line + "x"]);
            yield return Of("value", [Value().Replace(line, match => match.Value + "0", 1)]);
            yield return Of("name", [Name().Replace(line, match => match.Value + "s", 1)]);
            yield return Of("argument", [Argument().Replace(line, match => match.Value + "s", 1)]);
            yield return Of("flip", [line.Contains("true", StringComparison.Ordinal) ? line.Replace("true", "false", StringComparison.Ordinal) : line.Replace("false", "true", StringComparison.Ordinal)]);
            yield return Of("negate", [line.Replace("==", "!=", StringComparison.Ordinal).Replace("||", "&&", StringComparison.Ordinal)]);
            if (next.Length > 0)
                yield return new("swap", i + 1, line, next, string.Join('\n', [.. lines[..i], next, line, .. lines[(i + 2)..]]) + "\n");

            Mutant Of(string kind, string[] instead) => new(kind, i + 1, line, next, string.Join('\n', [.. lines[..i], .. instead, .. lines[(i + 1)..]]) + "\n");
        }
    }

    [GeneratedRegex("[A-Za-z0-9*](?=')")]
    private static partial Regex Value();

    [GeneratedRegex("^ *[A-Za-z]+")]
    private static partial Regex Name();

    [GeneratedRegex("[A-Za-z]+(?=: )")]
    private static partial Regex Argument();

    [GeneratedRegex("^ +((string|booleanParam|choice|timeout|lock|buildDiscarder|usernamePassword|sshUserPrivateKey|file)\\(.*\\),?|(disableConcurrentBuilds|timestamps)\\(\\)|[A-Za-z]+: .*|(image|label) .*)$")]
    private static partial Regex Unordered();

    /// <summary>A text that differs in one line.</summary>
    private sealed record Mutant(string Kind, int Number, string Line, string Next, string Text);
}
