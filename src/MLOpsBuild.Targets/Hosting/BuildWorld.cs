using System.Collections;
using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>All that a run knows of the world outside: arguments, environment, folders, clock, console.</summary>
internal sealed record BuildWorld
{
    // NUKE's RootDirectory, IsLocalBuild and the like are static, so the run that they speak of must be found from its flow of control.
    private static readonly AsyncLocal<BuildWorld?> CurrentWorld = new();
    private static readonly Lazy<BuildWorld> Process = new(() => FromProcess([]));

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required string CurrentDirectory { get; init; }

    public required AbsolutePath Root { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Standard output where it is for data alone, and all else goes to <see cref="Error"/>; null where nobody asked for data.</summary>
    public TextWriter? Data { get; init; }

    /// <summary>Asks the person at the terminal for a line; true: without showing what is typed.</summary>
    public Func<bool, string?> Ask { get; init; } = Terminal.ReadLine;

    /// <summary>True where this run is all that the process does.</summary>
    public bool IsProcess { get; init; }

    /// <summary>True where a person can be asked.</summary>
    public bool HasTerminal { get; init; }

    public bool HasColour { get; init; }

    /// <summary>True where a line can be drawn over: a terminal.</summary>
    public bool HasProgress { get; init; }

    /// <summary>The terminal's width, in characters.</summary>
    public Func<int> Width { get; init; } = () => 80;

    public int Cores { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Assembly? EntryAssembly { get; init; }

    public Host Host { get; init; } = Host.Terminal;

    public Masker Masker { get; init; } = new();

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public static BuildWorld Current
    {
        get => CurrentWorld.Value ?? Process.Value;
        set => CurrentWorld.Value = value;
    }

    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    public static BuildWorld FromProcess(IReadOnlyList<string> arguments)
    {
        var variables = new Dictionary<string, string>();
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        var current = Environment.CurrentDirectory;
        var isTerminal = !Console.IsOutputRedirected && variables.GetValueOrDefault("TERM") is not (null or "dumb");
        return new BuildWorld
        {
            IsProcess = true,
            Arguments = arguments,
            Variables = variables,
            CurrentDirectory = current,
            Root = RootFinder.Find(arguments, variables.GetValueOrDefault("MLOPSBUILD_ROOT"), current, AppContext.BaseDirectory),
            Out = new StandardWriter(Console.OpenStandardOutput),
            Error = new StandardWriter(Console.OpenStandardError),
            HasTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected && !Console.IsErrorRedirected,
            HasColour = isTerminal && !variables.ContainsKey("NO_COLOR"),
            HasProgress = isTerminal,
            Width = () => Console.WindowWidth is > 0 and var width ? width : 80,
            Cores = Environment.ProcessorCount,
            EntryAssembly = Assembly.GetEntryAssembly(),
            Host = Host.Detect(variables.GetValueOrDefault),
        };
    }
}
