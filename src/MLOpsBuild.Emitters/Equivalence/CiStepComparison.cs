namespace MLOpsBuild.Emitters;

/// <summary>Compares what two jobs do, step by step.</summary>
internal static class CiStepComparison
{
    public static ImmutableArray<string> Differences(string job, ImmutableArray<CiGraphStep> expected, ImmutableArray<CiGraphStep> actual)
    {
        string[] before = [.. CountedNames.Of(expected.Select(Deed))];
        string[] after = [.. CountedNames.Of(actual.Select(Deed))];
        var gone = before.Except(after).ToArray();
        var come = after.Except(before).ToArray();
        return
        [
            .. Changed(job, gone, come),
            .. Order(job, [.. before.Intersect(after)], [.. after.Intersect(before)]),
            .. before.Intersect(after).SelectMany(key => Steps(job, expected[Array.IndexOf(before, key)], actual[Array.IndexOf(after, key)])),
        ];
    }

    private static string Deed(CiGraphStep step) => step.Kind switch
    {
        CiStepKind.Command => $"runs `{step.Subject}`",
        CiStepKind.Receive => $"receives the artifact `{step.Subject}`",
        CiStepKind.Leave => $"leaves the artifact `{step.Subject}`",
        _ => $"uses `{step.Subject}`",
    };

    private static IEnumerable<string> Changed(string job, string[] gone, string[] come) =>
    [
        .. gone.Select(deed => $"{job} no longer {deed}"),
        .. come.Select(deed => $"{job} now {deed}"),
    ];

    private static IEnumerable<string> Order(string job, string[] before, string[] after)
    {
        var first = before.Zip(after).FirstOrDefault(pair => pair.First != pair.Second);
        return first == default ? [] : [$"{job} {first.Second} before it {first.First}"];
    }

    private static IEnumerable<string> Steps(string job, CiGraphStep expected, CiGraphStep actual)
    {
        var step = $"{job}, which {Deed(expected)},";
        return
        [
            .. CiGraphComparison.Condition($"{job}: the step that {Deed(expected)}", expected.Condition, actual.Condition),
            .. Given(step, expected.Secrets, actual.Secrets),
            .. CiGraphComparison.Settings($"{step} for its variables", expected.Variables, actual.Variables),
            .. CiGraphComparison.Settings(step, expected.Settings, actual.Settings),
        ];
    }

    private static IEnumerable<string> Given(string step, ImmutableSortedDictionary<string, string> expected, ImmutableSortedDictionary<string, string> actual) =>
    [
        .. expected.Except(actual).Select(pair => $"{step} is no longer given the secret `{pair.Value}` as `{pair.Key}`"),
        .. actual.Except(expected).Select(pair => $"{step} is now given the secret `{pair.Value}` as `{pair.Key}`"),
    ];
}
