namespace MLOpsBuild.Targets;

/// <summary>The command line, taken apart: which targets, which options with which words.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<BuiltInOption, List<string>> builtIn = [];
    private readonly Dictionary<ParameterDeclaration, List<string>> parameters = [];

    public List<string> Targets { get; } = [];

    public bool Has(BuiltInOption option) => builtIn.ContainsKey(option);

    public string? Value(BuiltInOption option) => builtIn.GetValueOrDefault(option)?.FirstOrDefault();

    public IReadOnlyList<string>? Words(BuiltInOption option) => builtIn.GetValueOrDefault(option);

    public IReadOnlyList<string>? Words(ParameterDeclaration parameter) => parameters.GetValueOrDefault(parameter);

    /// <summary>Takes the words of an option; false when a single value was there already.</summary>
    public bool Take(object option, IEnumerable<string> words, bool adds)
    {
        var taken = option is BuiltInOption own ? Slot(builtIn, own, out var isNew) : Slot(parameters, (ParameterDeclaration)option, out isNew);
        if (isNew || adds)
            taken.AddRange(words);
        return isNew || adds;
    }

    private static List<string> Slot<TKey>(Dictionary<TKey, List<string>> slots, TKey key, out bool isNew)
        where TKey : notnull
    {
        isNew = !slots.TryGetValue(key, out var words);
        return words ?? (slots[key] = []);
    }
}
