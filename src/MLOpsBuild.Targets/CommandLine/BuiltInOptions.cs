namespace MLOpsBuild.Targets;

/// <summary>How an option takes its words.</summary>
internal enum OptionKind
{
    Flag,
    Value,
    Words,
    Targets,
}

/// <summary>An option of the engine itself.</summary>
internal sealed record BuiltInOption(string Name, OptionKind Kind, string Expected, string Description, bool Listed = true)
{
    public string Option => "--" + Name;
}

/// <summary>The engine's own options.</summary>
internal static class BuiltInOptions
{
    public static readonly BuiltInOption Target = new("target", OptionKind.Targets, "one or more targets", "targets to run; the same as naming them first", Listed: false);
    public static readonly BuiltInOption Skip = new("skip", OptionKind.Targets, "A+B", "leave out these targets; alone: all that are not named");
    public static readonly BuiltInOption Plan = new("plan", OptionKind.Flag, "", "show what would run, in which order and why; runs nothing");
    public static readonly BuiltInOption Format = new("format", OptionKind.Value, "text or json", "form of --plan, of --list and of what targets print as data");
    public static readonly BuiltInOption List = new("list", OptionKind.Flag, "", "list the targets");
    public static readonly BuiltInOption Help = new("help", OptionKind.Flag, "", "this page, or that of the targets named with it");
    public static readonly BuiltInOption Version = new("version", OptionKind.Flag, "", "print the version");
    public static readonly BuiltInOption Parallel = new("parallel", OptionKind.Value, "a whole number from 1", "so many targets at once; default: one a core");
    public static readonly BuiltInOption Continue = new("continue", OptionKind.Flag, "", "go on where the last failed run of the same targets stopped");
    public static readonly BuiltInOption Report = new("report", OptionKind.Value, "a file", "write the run to FILE as JSON, and a timeline beside it as HTML");
    public static readonly BuiltInOption Verbosity = new("verbosity", OptionKind.Value, "one of Verbose, Normal, Minimal, Quiet", "how much is printed");
    public static readonly BuiltInOption Profile = new("profile", OptionKind.Words, "one or more names", "load .nuke/parameters.NAME.json on top of parameters.json");
    public static readonly BuiltInOption Partition = new("partition", OptionKind.Value, "a part such as 1/3", "do one part of a partitioned target", Listed: false);
    public static readonly BuiltInOption Host = new("host", OptionKind.Value, "one of Terminal, GitHubActions, Jenkins, Server", "where the build runs, when it is not found out", Listed: false);
    public static readonly BuiltInOption Root = new("root", OptionKind.Value, "a folder", "the folder that holds .nuke", Listed: false);
    public static readonly BuiltInOption NoLogo = new("no-logo", OptionKind.Flag, "", "accepted for NUKE's sake", Listed: false);

    public static IReadOnlyList<BuiltInOption> All { get; } =
        [Target, Skip, Plan, Format, List, Help, Version, Parallel, Continue, Report, Verbosity, Profile, Partition, Host, Root, NoLogo];

    public static BuiltInOption? Find(string name)
    {
        var key = ParameterDeclaration.KeyOf(name);
        return All.FirstOrDefault(it => ParameterDeclaration.KeyOf(it.Name) == key);
    }
}
