namespace MLOpsBuild.Emitters;

/// <summary>What a CI file does, in one form for every server: what starts it, its jobs, and what each waits for, is given, does and leaves. Two files do the same when <see cref="CiGraphComparison"/> finds no difference.</summary>
public sealed record CiGraph
{
    /// <summary>What starts it, each a phrase such as <c>a push to main</c>.</summary>
    public ImmutableArray<string> Triggers { get; init; } = [];

    /// <summary>The names of what people give when they start it by hand.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>Settings of the whole file, by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = CiSettings.None;

    /// <summary>The jobs, in any order.</summary>
    public ImmutableArray<CiGraphJob> Jobs { get; init; } = [];

    /// <summary>What the file says that this form holds only as written, without its meaning: each a clause with its place.</summary>
    public ImmutableArray<string> NotExpressed { get; init; } = [];
}

/// <summary>Names and values in the order of the names.</summary>
public static class CiSettings
{
    /// <summary>No settings.</summary>
    public static ImmutableSortedDictionary<string, string> None { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Settings of these pairs; those without a value are left out.</summary>
    public static ImmutableSortedDictionary<string, string> Of(params IEnumerable<(string Name, string? Value)> pairs) =>
        None.AddRange(pairs.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value!)));
}
