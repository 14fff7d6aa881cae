namespace MLOpsBuild.Emitters;

/// <summary>Compares two graphs in words, such as <c>job `push` no longer waits for `validate`</c>.</summary>
public static class CiGraphComparison
{
    /// <summary>What <paramref name="actual"/> does otherwise than <paramref name="expected"/>; empty when both do the same.</summary>
    public static ImmutableArray<string> Differences(CiGraph expected, CiGraph actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        return
        [
            .. Sets("the file", "is", "started by", expected.Triggers, actual.Triggers, quote: false),
            .. Sets("the file", "", "takes the input", expected.Inputs, actual.Inputs),
            .. Settings("the file", expected.Settings, actual.Settings),
            .. Ids(expected).Except(Ids(actual)).Select(id => $"job `{id}` is gone"),
            .. Ids(actual).Except(Ids(expected)).Select(id => $"job `{id}` is new"),
            .. from before in expected.Jobs
               from after in actual.Jobs
               where before.Id == after.Id
               from difference in Jobs(before, after)
               select difference,
        ];
    }

    private static IEnumerable<string> Ids(CiGraph graph) => graph.Jobs.Select(job => job.Id);

    private static IEnumerable<string> Jobs(CiGraphJob expected, CiGraphJob actual)
    {
        var job = $"job `{expected.Id}`";
        return
        [
            .. Sets(job, "", "waits for", expected.Needs, actual.Needs),
            .. Condition(job, expected.Condition, actual.Condition),
            .. Parts(job, expected.Parts, actual.Parts),
            .. Sets(job, "", "runs in the environment", Single(expected.Environment), Single(actual.Environment)),
            .. Settings(job, expected.Settings, actual.Settings),
            .. CiStepComparison.Differences(job, expected.Steps, actual.Steps),
        ];
    }

    internal static IEnumerable<string> Condition(string subject, string? expected, string? actual) => (expected, actual) switch
    {
        _ when expected == actual => [],
        (null, _) => [$"{subject} now runs only if `{actual}`"],
        (_, null) => [$"{subject} no longer runs only if `{expected}`"],
        _ => [$"{subject} now runs if `{actual}`, not if `{expected}`"],
    };

    private static IEnumerable<string> Parts(string job, int? expected, int? actual) => (expected, actual) switch
    {
        _ when expected == actual => [],
        (null, _) => [FormattableString.Invariant($"{job} now runs in {actual} parts")],
        (_, null) => [FormattableString.Invariant($"{job} no longer runs in {expected} parts")],
        _ => [FormattableString.Invariant($"{job} runs {actual} parts rather than {expected}")],
    };

    internal static IEnumerable<string> Settings(string subject, ImmutableSortedDictionary<string, string> expected, ImmutableSortedDictionary<string, string> actual) =>
    [
        .. expected.Where(pair => !actual.ContainsKey(pair.Key)).Select(pair => $"{subject} no longer has `{pair.Key}`, which was `{pair.Value}`"),
        .. actual.Where(pair => !expected.ContainsKey(pair.Key)).Select(pair => $"{subject} now has `{pair.Key}`: `{pair.Value}`"),
        .. expected.Where(pair => actual.TryGetValue(pair.Key, out var now) && now != pair.Value).Select(pair => $"{subject} has `{pair.Key}` `{actual[pair.Key]}`, not `{pair.Value}`"),
    ];

    private static IEnumerable<string> Sets(string subject, string auxiliary, string verb, ImmutableArray<string> expected, ImmutableArray<string> actual, bool quote = true)
    {
        var before = auxiliary.Length == 0 ? "" : auxiliary + " ";
        return
        [
            .. Counted(expected).Except(Counted(actual)).Select(value => $"{subject} {before}no longer {verb} {value}"),
            .. Counted(actual).Except(Counted(expected)).Select(value => $"{subject} {before}now {verb} {value}"),
        ];

        IEnumerable<string> Counted(ImmutableArray<string> values) => CountedNames.Of(values.Select(value => quote ? $"`{value}`" : value));
    }

    private static ImmutableArray<string> Single(string? value) => value is null ? [] : [value];
}
