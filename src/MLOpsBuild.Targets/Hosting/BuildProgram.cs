using System.Linq.Expressions;

namespace MLOpsBuild.Targets;

/// <summary>A run from arguments to exit code.</summary>
internal static class BuildProgram
{
    public static int RunProcess(Func<NukeBuild> create, Type type, LambdaExpression[] defaults)
    {
        var world = BuildWorld.FromProcess(Environment.GetCommandLineArgs().AsSpan(1).ToArray());
        using var signals = new Interruption(world.Error);
        // Main is synchronous in NUKE's vocabulary; this is the one place that waits.
        return Run(world, create, type, defaults, signals.Token).GetAwaiter().GetResult();
    }

    public static async Task<int> Run(BuildWorld world, Func<NukeBuild> create, Type type, LambdaExpression[] defaults, CancellationToken interrupted)
    {
        ConsoleRouter.Install();
        BuildWorld.Current = world;
        ConsoleRouter.Use(new PlainSink(world.Out, world.Error));
        try
        {
            var run = BuildSetup.Prepare(world, create, type, defaults);
            return run.Page is { } page ? Print(world, page) : await BuildSession.Run(run, interrupted);
        }
        catch (UserMistakeException e)
        {
            foreach (var mistake in e.Mistakes)
                await world.Error.WriteLineAsync(mistake);
            await world.Error.WriteLineAsync("See ./build.sh --help.");
            return ExitCodes.Mistake;
        }
        catch (EnvironmentLacksException e)
        {
            await world.Error.WriteLineAsync(e.Message);
            return ExitCodes.EnvironmentLacks;
        }
    }

    private static int Print(BuildWorld world, string page)
    {
        world.Out.Write(page);
        world.Out.Flush();
        return ExitCodes.Done;
    }
}
