namespace MLOpsBuild.Emitters;

/// <summary>How often a job runs, as it was read: in numbered parts, or by a matrix of another kind, which is held as written.</summary>
internal sealed record StrategyReading(int? Parts, ImmutableArray<(string Name, string? Value)> Settings, ImmutableArray<string> NotExpressed)
{
    public static StrategyReading Read(YamlTree? tree)
    {
        if (tree is null)
            return new(null, [], []);
        var strategy = Expect.Mapping(tree, "a strategy");
        var matrix = strategy.Find("matrix");
        return matrix is YamlMapping { Pairs: [{ Key: CiParts.Axis, Value: YamlSequence numbers }] } && AreParts(numbers)
            ? new(numbers.Items.Count, [.. Flattening.Of(strategy.Pairs.Where(pair => pair.Key != "matrix"), "strategy.")], [])
            : new(null, [.. Flattening.Of(strategy.Pairs, "strategy.")], matrix is null ? [] : ["`strategy` makes several jobs of one"]);
    }

    private static bool AreParts(YamlSequence numbers) =>
        numbers.Items.Count > 1 && numbers.Items.Select((item, i) => item is YamlLeaf leaf && leaf.Text == FormattableString.Invariant($"{i + 1}")).All(fits => fits);
}
