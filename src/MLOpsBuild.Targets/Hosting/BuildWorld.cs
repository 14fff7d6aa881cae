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

    public TextReader? In { get; init; }

    public bool HasTerminal { get; init; }

    public bool HasColour { get; init; }

    public int Cores { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Assembly? EntryAssembly { get; init; }

    public Host Host { get; init; } = Host.Terminal;

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
        return new BuildWorld
        {
            Arguments = arguments,
            Variables = variables,
            CurrentDirectory = current,
            Root = RootFinder.Find(arguments, variables.GetValueOrDefault("MLOPSBUILD_ROOT"), current, AppContext.BaseDirectory),
            Out = Console.Out,
            Error = Console.Error,
            In = Console.In,
            HasTerminal = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            HasColour = !Console.IsOutputRedirected && !variables.ContainsKey("NO_COLOR") && variables.GetValueOrDefault("TERM") is not (null or "dumb"),
            Cores = Environment.ProcessorCount,
            EntryAssembly = Assembly.GetEntryAssembly(),
            Host = Host.Detect(variables.GetValueOrDefault),
        };
    }
}
