using System.Linq.Expressions;

namespace MLOpsBuild.Targets.Testing;

/// <summary>Runs a build class in memory: no process, no console, a folder of its own.</summary>
/// <typeparam name="T">The build class.</typeparam>
/// <param name="defaults">What runs when no target is named, as in <c>Execute</c>.</param>
public sealed class BuildTestHost<T>(params Expression<Func<T, Target>>[] defaults) : IDisposable
    where T : NukeBuild, new()
{
    /// <summary>The build's root; unless given, a new folder that <see cref="Dispose"/> removes.</summary>
    public AbsolutePath Root { get => field ??= NewFolder(); init; }

    /// <summary>The environment variables that the build sees; none unless given.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What a person would type; null: nobody is there to be asked (the default).</summary>
    public string? Input { get; init; }

    /// <summary>How many targets run at once unless <c>--parallel</c> says; 1 unless given.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Prepares the instance before it runs.</summary>
    public Action<T> Prepare { get; init; } = _ => { };

    /// <summary>Runs the build as <c>./build.sh</c> would with these arguments.</summary>
    public Task<BuildTestResult> Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    /// <summary>Runs the build as <c>./build.sh</c> would with these arguments, until it is over or interrupted.</summary>
    public async Task<BuildTestResult> Run(CancellationToken interrupted, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        T? build = null;
        var input = Input is null ? null : new StringReader(Input);
        var world = new BuildWorld
        {
            Arguments = arguments,
            Variables = Variables,
            CurrentDirectory = Root,
            Root = Root,
            Out = output,
            Error = error,
            Ask = _ => input?.ReadLine(),
            HasTerminal = Input is not null,
            Cores = Cores,
            Time = Time,
            EntryAssembly = typeof(T).Assembly,
        };
        world = world with { Masker = Masking.For(world, _ => { }) };
        var code = await Task.Run(() => BuildProgram.Run(world, Create, typeof(T), defaults, interrupted), CancellationToken.None);
        return new BuildTestResult(code, output.ToString(), error.ToString(), build?.State.Plan ?? new ExecutionPlan([]));

        T Create()
        {
            build = new T();
            Prepare(build);
            return build;
        }
    }

    /// <summary>Removes the folder, if it is this host's own.</summary>
    public void Dispose()
    {
        if (Root.Name.StartsWith("build-test-", StringComparison.Ordinal))
            Root.DeleteDirectory();
    }

    private static AbsolutePath NewFolder() => AbsolutePath.Create(Directory.CreateTempSubdirectory("build-test-").FullName);
}
