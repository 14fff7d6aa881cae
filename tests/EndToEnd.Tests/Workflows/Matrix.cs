using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>The matrix of a job, as far as generated workflows use one: axes of numbers and texts, where a failure ends no other cell.</summary>
internal static class Matrix
{
    /// <summary>What <c>matrix</c> holds in each job that the strategy makes; one with nothing where there is none.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, object?>> Of(YamlNode? strategy)
    {
        if (strategy is null)
            return [new Dictionary<string, object?>()];
        Assert.Equal("false", strategy.TextOf("fail-fast"));
        Assert.Equal(["fail-fast", "matrix"], strategy.Pairs().Select(pair => pair.Key));
        IEnumerable<Dictionary<string, object?>> cells = [[]];
        foreach (var (axis, values) in strategy.Find("matrix").Pairs())
            cells = [.. from cell in cells from value in (YamlSequenceNode)values select new Dictionary<string, object?>(cell) { [axis] = Read((YamlScalarNode)value) }];
        return cells;
    }

    private static object? Read(YamlScalarNode value) =>
        value.Style == ScalarStyle.Plain && double.TryParse(value.Value, CultureInfo.InvariantCulture, out var number) ? number : value.Value;
}
