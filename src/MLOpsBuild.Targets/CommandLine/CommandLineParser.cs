namespace MLOpsBuild.Targets;

/// <summary>Takes a command line apart against the known targets and parameters, and collects every mistake.</summary>
/// <param name="words">The command line.</param>
/// <param name="parameters">All parameters.</param>
/// <param name="targets">The names of all targets.</param>
/// <param name="listed">Gives the names to tell a user who wrote a wrong one.</param>
/// <param name="mistakes">Takes what is wrong.</param>
internal sealed class CommandLineParser(IReadOnlyList<string> words, ParameterCatalog parameters, IReadOnlySet<string> targets, Func<IEnumerable<string>> listed, List<string> mistakes)
{
    private readonly CommandLine result = new();
    private int next;

    public static CommandLine Parse(IReadOnlyList<string> words, ParameterCatalog parameters, IReadOnlySet<string> targets, Func<IEnumerable<string>> listed, List<string> mistakes) =>
        new CommandLineParser(words, parameters, targets, listed, mistakes).Parse();

    private CommandLine Parse()
    {
        while (next < words.Count)
        {
            var word = words[next++];
            if (word == "--")
                break;
            if (IsOption(word))
                Option(word);
            else
                AddTargets(word);
        }

        while (next < words.Count)
            AddTargets(words[next++]);
        foreach (var target in result.Words(BuiltInOptions.Target) ?? [])
            AddTargets(target);
        return result;
    }

    private void Option(string word)
    {
        var (written, inline) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, null);
        var name = written is "-h" or "-?" ? "help" : written.TrimStart('-');
        if (BuiltInOptions.Find(name) is { } builtIn)
            Take(builtIn, builtIn.Kind, builtIn.Option, builtIn.Expected, "+", inline);
        else if (parameters.Find(name) is { } parameter)
            Take(parameter, KindOf(parameter), parameter.Option, ValueConverter.Expected(parameter.Type), parameter.Separator, inline);
        else
            Unknown(written, inline);
    }

    private void Unknown(string written, string? inline)
    {
        mistakes.Add(Findings.UnknownOption(written, BuiltInOptions.All.Where(it => it.Listed).Select(it => it.Option).Concat(parameters.All.Where(it => it.Listed).Select(it => it.Option))));
        while (inline is null && next < words.Count && !IsOption(words[next]) && !IsTarget(words[next]))
            next++;
    }

    private void Take(object option, OptionKind kind, string name, string expected, string? separator, string? inline)
    {
        var taken = kind switch
        {
            OptionKind.Flag => Flag(name, inline),
            OptionKind.Value => Value(name, expected, inline),
            OptionKind.Words => List(name, expected, separator, inline),
            _ => TargetWords(option, inline),
        };
        if (taken is not null && !result.Take(option, taken, adds: kind is OptionKind.Words or OptionKind.Targets) && kind == OptionKind.Value)
            mistakes.Add(Findings.Repeated(name));
    }

    private List<string>? Flag(string name, string? inline)
    {
        if (inline is not null)
            return IsTruth(inline) ? [inline] : Mistake(Findings.FlagWithValue(name, inline));
        return next < words.Count && IsTruth(words[next]) && !IsTarget(words[next]) ? [words[next++]] : ["true"];
    }

    private List<string>? Value(string name, string expected, string? inline)
    {
        if (inline is not null)
            return [inline];
        return next < words.Count && !IsOption(words[next]) ? [words[next++]] : Mistake(Findings.MissingValue(name, expected));
    }

    private List<string>? List(string name, string expected, string? separator, string? inline)
    {
        var taken = new List<string>();
        if (inline is not null)
            taken.Add(inline);
        while (inline is null && next < words.Count && !IsOption(words[next]))
        {
            if (IsTarget(words[next]))
                mistakes.Add(Findings.ValueOrTarget(name, words[next]));
            taken.Add(words[next++]);
        }

        if (taken.Count == 0)
            return Mistake(Findings.MissingValue(name, expected));
        return separator is null ? taken : [.. taken.SelectMany(it => it.Split(separator, StringSplitOptions.RemoveEmptyEntries))];
    }

    private List<string> TargetWords(object option, string? inline)
    {
        var taken = new List<string>();
        if (inline is not null)
            taken.AddRange(inline.Split('+', StringSplitOptions.RemoveEmptyEntries));
        while (inline is null && next < words.Count && !IsOption(words[next]))
        {
            if (ReferenceEquals(option, BuiltInOptions.Skip) && result.Targets.Count == 0)
                mistakes.Add(Findings.SkipOrTarget(words[next]));
            taken.AddRange(words[next++].Split('+', StringSplitOptions.RemoveEmptyEntries));
        }

        if (ReferenceEquals(option, BuiltInOptions.Skip))
            mistakes.AddRange(taken.Where(word => !IsTarget(word)).Select(word => Findings.UnknownTarget(word, listed())));
        return taken;
    }

    private void AddTargets(string word)
    {
        if (TakesBareWord(word))
            return;
        foreach (var name in word.Length == 0 ? [word] : word.Split('+'))
        {
            if (IsTarget(name))
                result.Targets.Add(name);
            else
                mistakes.Add(Findings.UnknownTarget(name, listed()));
        }
    }

    /// <summary>A path among the targets is the value of the one parameter that takes it.</summary>
    private bool TakesBareWord(string word) =>
        word.AsSpan().IndexOfAny('.', '/', '\\') >= 0
        && parameters.All.FirstOrDefault(parameter => parameter.IsPositional) is { } parameter
        && result.Take(parameter, [word], adds: false);

    private List<string>? Mistake(string mistake)
    {
        mistakes.Add(mistake);
        return null;
    }

    private bool IsTarget(string word) => targets.Contains(word);

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && (word[1] == '-' || word[1] == '?' || char.IsLetter(word[1]));

    private static bool IsTruth(string word) => bool.TryParse(word, out _);

    private static OptionKind KindOf(ParameterDeclaration parameter) =>
        parameter.IsFlag ? OptionKind.Flag
        : parameter.IsList || ValueConverter.IsDictionary(parameter.Type) ? OptionKind.Words
        : OptionKind.Value;
}
