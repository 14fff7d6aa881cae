using System.Globalization;

namespace MLOpsBuild.Targets;

/// <summary>The engine's own options, read and checked.</summary>
internal sealed record RunOptions
{
    public bool Help { get; init; }

    public bool List { get; init; }

    public bool Version { get; init; }

    public bool Plan { get; init; }

    public bool Json { get; init; }

    public bool Continue { get; init; }

    public bool NoLogo { get; init; }

    public IReadOnlyList<string>? Skip { get; init; }

    public int Parallel { get; init; } = 1;

    public string? Report { get; init; }

    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    public Host Host { get; init; } = Host.Terminal;

    public Partition Partition { get; init; } = Partition.Whole;

    public static RunOptions From(CommandLine line, BuildWorld world, List<string> mistakes)
    {
        var format = Read<string>(BuiltInOptions.Format, text => text is "text" or "json" ? text : null);
        var parallel = Read<object>(BuiltInOptions.Parallel, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null);
        var verbosity = Read<object>(BuiltInOptions.Verbosity, text => Enum.TryParse<Verbosity>(text, ignoreCase: true, out var level) && !int.TryParse(text, out _) ? level : null);
        return new RunOptions
        {
            Help = Flag(BuiltInOptions.Help),
            List = Flag(BuiltInOptions.List),
            Version = Flag(BuiltInOptions.Version),
            Plan = Flag(BuiltInOptions.Plan),
            Continue = Flag(BuiltInOptions.Continue),
            NoLogo = Flag(BuiltInOptions.NoLogo),
            Json = format == "json",
            Skip = line.Words(BuiltInOptions.Skip),
            Parallel = (int?)parallel ?? world.Cores,
            Report = Read<string>(BuiltInOptions.Report, text => text.Length == 0 ? null : Path.GetFullPath(text, world.CurrentDirectory)),
            Verbosity = (Verbosity?)verbosity ?? Verbosity.Normal,
            Host = Read<Host>(BuiltInOptions.Host, text => Host.All.FirstOrDefault(it => it.Name.Equals(text, StringComparison.OrdinalIgnoreCase))) ?? Host.Detect(world.Variable),
            Partition = Read<Partition>(BuiltInOptions.Partition, Partition.TryParse) ?? Partition.Whole,
        };

        bool Flag(BuiltInOption option) => line.Value(option) is { } text && bool.Parse(text);

        T? Read<T>(BuiltInOption option, Func<string, T?> read)
            where T : class
        {
            if (line.Value(option) is not { } text)
                return null;
            var value = read(text);
            if (value is null)
                mistakes.Add(Findings.BadValue(option.Option, text, option.Expected));
            return value;
        }
    }
}
