using System.Linq.Expressions;

namespace MLOpsBuild.Targets;

/// <summary>A run from arguments to exit code.</summary>
internal static class BuildProgram
{
    public static int RunProcess(Func<NukeBuild> create, Type type, LambdaExpression[] defaults)
    {
        var world = BuildWorld.FromProcess(Environment.GetCommandLineArgs().AsSpan(1).ToArray());
        using var signals = new Interruption(world.Error);
        ConsolePipe? pipe = null;
        world = world with { Masker = Masking.For(world, StartPipe) };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => pipe?.Dispose();
        try
        {
            // Main is synchronous in NUKE's vocabulary; this is the one place that waits.
            return Run(world, create, type, defaults, signals.Token).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            world.Error.WriteLine(world.Masker.Apply(e.ToString()));
            return ExitCodes.Failed;
        }
        finally
        {
            pipe?.Dispose();
        }

        void StartPipe(Masker masker)
        {
            pipe = ConsolePipe.TryStart(masker);
            (world.Out as StandardWriter)?.Reopen();
            (world.Error as StandardWriter)?.Reopen();
        }
    }

    public static async Task<int> Run(BuildWorld world, Func<NukeBuild> create, Type type, LambdaExpression[] defaults, CancellationToken interrupted)
    {
        var (output, error) = (new MaskedWriter(world.Out, world.Masker), new MaskedWriter(world.Error, world.Masker));
        world = world with { Out = output, Error = error };
        BuildWorld.Current = world;
        var sink = new PlainSink(output, error);
        ConsoleRouter.Install(world.IsProcess ? sink : null);
        ConsoleRouter.Use(sink);
        try
        {
            var run = BuildSetup.Prepare(world, create, type, defaults);
            return run.Page is { } page ? Print(world, page) : await BuildSession.Run(run.Options.Json ? ForData(run) : run, interrupted);
        }
        catch (UserMistakeException e)
        {
            foreach (var mistake in e.Mistakes)
                await error.WriteLineAsync(mistake);
            await error.WriteLineAsync("See ./build.sh --help.");
            return ExitCodes.Mistake;
        }
        catch (TargetFailedException e)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
        catch (EnvironmentLacksException e)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.EnvironmentLacks;
        }
        finally
        {
            output.Finish();
            error.Finish();
        }
    }

    /// <summary>The run with standard output kept for data: who reads it as JSON would stumble over anything else.</summary>
    private static PreparedRun ForData(PreparedRun run)
    {
        var world = run.World with { Out = run.World.Error, Data = run.World.Out, HasProgress = false };
        BuildWorld.Current = world;
        ConsoleRouter.Use(new PlainSink(world.Out, world.Error));
        return run with { World = world };
    }

    private static int Print(BuildWorld world, string page)
    {
        world.Out.Write(page);
        world.Out.Flush();
        return ExitCodes.Done;
    }
}
