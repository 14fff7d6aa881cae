namespace MLOpsBuild.Targets.Tests.Definition;

public sealed class DefinitionTests
{
    [Fact]
    public async Task Private_inherited_and_component_targets_are_found()
    {
        using var host = new BuildTestHost<Derived>();
        Assert.Equal(["Hidden", "Open", "Own", "Default", "Overridden", "Public"], (await host.Run("--list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
    }

    [Fact]
    public async Task An_explicit_implementation_inherits_the_default_of_its_component()
    {
        using var host = new BuildTestHost<Derived>();
        Assert.Contains("default\nthen mine\n", (await host.Run("Overridden")).Output);
    }

    [Fact]
    public async Task An_override_builds_on_its_base()
    {
        using var host = new BuildTestHost<Derived>();
        var result = await host.Run("Open");
        Assert.Contains("base\nthen derived\n", result.Output);
    }

    [Fact]
    public async Task Components_relate_by_their_interfaces()
    {
        using var host = new BuildTestHost<Derived>();
        Assert.Equal(["Default", "Overridden", "Public"], (await host.Run("Public")).Ran);
    }

    [Fact]
    public async Task A_missing_component_is_named()
    {
        using var host = new BuildTestHost<LacksComponent>();
        var result = await host.Run("Uses");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("T100 Target LacksComponent.Uses: it refers to IOther, which LacksComponent does not implement. Add the interface to the class, or use the Try form.\nSee ./build.sh --help.\n", result.Error);
    }

    [Fact]
    public async Task Two_targets_of_one_name_are_refused()
    {
        using var host = new BuildTestHost<Twice>();
        Assert.StartsWith("Two targets are named Other: Twice.Other and IOther.Other. Rename one.", (await host.Run("Other")).Error);
    }

    [Fact]
    public async Task One_delegate_under_two_names_is_refused()
    {
        using var host = new BuildTestHost<Alias>();
        Assert.StartsWith("Targets First and Second are one and the same delegate: let Second return '_ => _.DependsOn(First)'.", (await host.Run("First")).Error);
    }

    [Fact]
    public async Task A_target_made_anew_on_each_call_is_refused()
    {
        using var host = new BuildTestHost<Fresh>();
        Assert.StartsWith("Needs.DependsOn is given a target that is no property of the build.", (await host.Run("Needs")).Error);
    }

    [Fact]
    public async Task A_target_that_needs_itself_is_refused()
    {
        using var host = new BuildTestHost<Selfish>();
        Assert.StartsWith("T100 Target Selfish.Me: DependsOn(Me) relates it to itself.", (await host.Run("Me")).Error);
    }

    [Fact]
    public async Task A_context_stands_around_its_targets_also_after_a_failure()
    {
        using var host = new BuildTestHost<WithContext>();
        Assert.Equal(["Start", "Work", "Stop"], (await host.Run("Work")).Ran);
        Assert.Equal(["Start", "Break", "Stop"], (await host.Run("Break")).Ran);
    }

    [Fact]
    public async Task A_cycle_is_told_as_a_path()
    {
        using var host = new BuildTestHost<Circular>();
        var result = await host.Run("A");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("T110 Targets run in a circle: A -> B -> C -> A. Remove one of these relations.\nSee ./build.sh --help.\n", result.Error);
    }

    [Fact]
    public async Task Consuming_what_nobody_produces_fails_before_anything_runs()
    {
        using var host = new BuildTestHost<Consumers>();
        Assert.StartsWith("T111 Target All consumes what Silent leaves, but Silent says nothing in Produces(...).", (await host.Run("All")).Error);
        Assert.StartsWith("T112 Target One consumes 'x.zip' of Loud, which does not produce it.", (await host.Run("One")).Error);
        var good = await host.Run("Good");
        Assert.Equal(0, good.ExitCode);
        Assert.Equal(["model.zip"], good.Target("Good").ArtifactDependencies.Single().Artifacts);
    }

    [Fact]
    public async Task Parameters_are_in_place_when_targets_are_defined()
    {
        using var host = new BuildTestHost<DefinedByParameter>();
        Assert.Equal(["Extra", "Work"], (await host.Run("Work", "--with-extra")).Ran);
        Assert.Equal(["Work"], (await host.Run("Work")).Ran);
    }

    private interface IDefault : INukeBuild
    {
        Target Default => _ => _.Executes(() => Console.WriteLine("only"));
    }

    private interface IOverridden : INukeBuild
    {
        Target Overridden => _ => _.TryDependsOn<IDefault>().TryDependsOn<IOther>().Executes(() => Console.WriteLine("default"));
    }

    private interface IPublic : INukeBuild
    {
        Target Public => _ => _.DependsOn<IOverridden>(x => x.Overridden).Executes(() => { });
    }

    private interface IOther : INukeBuild
    {
        Target Other => _ => _.Executes(() => { });
    }

    private interface IContext : INukeBuild
    {
        Setup Start => _ => _.Executes(() => { });

        Cleanup Stop => _ => _.Executes(() => { });
    }

    private class BaseBuild : NukeBuild
    {
        private Target Hidden => _ => _.Executes(() => { });

        public virtual Target Open => _ => _.Executes(() => Console.WriteLine("base"));
    }

    private sealed class Derived : BaseBuild, IDefault, IOverridden, IPublic
    {
        public override Target Open => _ => _.Base().Executes(() => Console.WriteLine("then derived"));

        Target IOverridden.Overridden => _ => _.Inherit<IOverridden>(x => x.Overridden).Executes(() => Console.WriteLine("then mine"));

        private Target Own => _ => _.Executes(() => { });
    }

    private sealed class LacksComponent : NukeBuild
    {
        private Target Uses => _ => _.TryDependsOn<IOther>().DependsOn<IOther>();
    }

    private sealed class Twice : NukeBuild, IOther
    {
        private Target Other => _ => _.Executes(() => { });
    }

    private sealed class Alias : NukeBuild
    {
        private Target First => _ => _.Executes(() => { });

        private Target Second => First;
    }

    private sealed class Fresh : NukeBuild
    {
        private Target Made => Make("x");

        private Target Needs => _ => _.DependsOn(Made);

        private static Target Make(string text) => _ => _.Executes(() => Console.WriteLine(text));
    }

    private sealed class Selfish : NukeBuild
    {
        private Target Me => _ => _.DependsOn(Me);
    }

    private sealed class WithContext : NukeBuild, IContext
    {
        private Target Work => _ => _.DependsOnContext<IContext>().Executes(() => { });

        private Target Break => _ => _.DependsOnContext<IContext>().Executes(() => throw new TargetFailedException("broken"));
    }

    private sealed class Circular : NukeBuild
    {
        private Target A => _ => _.DependsOn(C).Executes(() => { });

        private Target B => _ => _.After(A).Executes(() => { });

        private Target C => _ => _.DependsOn(B).Executes(() => { });
    }

    private sealed class Consumers : NukeBuild
    {
        private Target Silent => _ => _.Executes(() => { });

        private Target Loud => _ => _.Produces("model.zip").Executes(() => { });

        private Target All => _ => _.Consumes(Silent);

        private Target One => _ => _.Consumes(Loud, "x.zip");

        private Target Good => _ => _.Consumes(Loud);
    }

    private sealed class DefinedByParameter : NukeBuild
    {
        [Parameter]
        private readonly bool withExtra;

        private Target Extra => _ => _.Executes(() => { });

        private Target Work => _ => withExtra ? _.DependsOn(Extra).Executes(() => { }) : _.Executes(() => { });
    }
}
