namespace MLOpsBuild.Targets.Tests.Definition;

/// <summary>What the code of requirements and conditions throws comes out as it would from an action.</summary>
public sealed class ThrowingTests
{
    [Theory]
    [InlineData("RequiresProperty", 2, "no such pipeline: 'x'\nSee ./build.sh --help.\n")]
    [InlineData("RequiresCall", 2, "no such pipeline: 'x'\nSee ./build.sh --help.\n")]
    [InlineData("OnlyStatic", 2, "no such pipeline: 'x'\nSee ./build.sh --help.\n")]
    [InlineData("OnlyDynamic", 2, "OnlyDynamic failed: no such pipeline: 'x'\n")]
    [InlineData("Freshly", 2, "Freshly failed: no such pipeline: 'x'\n")]
    [InlineData("RequiresDocker", 3, "no Docker engine\n")]
    [InlineData("RequiresWork", 1, "the ledger is damaged\n")]
    public async Task A_message_arrives_with_its_exit_code_and_without_a_stack_trace(string target, int code, string error)
    {
        using var host = new BuildTestHost<Throwing>();
        var result = await host.Run(target);
        Assert.Equal(error, result.Error);
        Assert.Equal(code, result.ExitCode);
    }

    private sealed class Throwing : NukeBuild
    {
        private static string Selected => throw new UserMistakeException("no such pipeline: 'x'");

        private static string Docker => throw new EnvironmentLacksException("no Docker engine");

        private static string Ledger => throw new TargetFailedException("the ledger is damaged");

        private Target RequiresProperty => _ => _.Requires(() => Selected).Executes(() => { });

        private Target RequiresCall => _ => _.Requires(() => IsReady(Selected)).Executes(() => { });

        private Target OnlyStatic => _ => _.OnlyWhenStatic(() => IsReady(Selected)).Executes(() => { });

        private Target OnlyDynamic => _ => _.OnlyWhenDynamic(() => IsReady(Selected)).Executes(() => { });

        private Target Freshly => _ => _.UpToDateWhen(() => Freshness.UpToDate(Selected)).Executes(() => { });

        private Target RequiresDocker => _ => _.Requires(() => Docker).Executes(() => { });

        private Target RequiresWork => _ => _.Requires(() => Ledger).Executes(() => { });

        private static bool IsReady(string name) => name.Length > 0;
    }
}
