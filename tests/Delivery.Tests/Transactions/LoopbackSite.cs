using System.Diagnostics;
using System.Text.Json;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery.Tests.Transactions;

/// <summary>The environment on this machine, changed by transactions.</summary>
internal sealed class LoopbackSite(string deployment, int port, Action<string>? step = null)
{
    private readonly string _folder = Path.Combine(Path.GetDirectoryName(deployment)!, "controller");

    public LedgerFile Ledger => new(Path.Combine(_folder, "local.jsonl"), TimeProvider.System, new(step));

    public EnvironmentController Controller => new(
        new() { Folder = _folder, Pipeline = Releases.Pipeline, Environment = "local", Ledger = Ledger, Driver = Driver, Operator = "ada" },
        new DurableFiles(step));

    private LoopbackEnvironment Driver => new(new LocalDeployment(deployment, Releases.Pipeline, new() { Files = new(step) }), port);

    public async Task<TransactionResult> DeployAsync(Release release)
    {
        var package = Path.Combine(_folder, "package-" + release.Version);
        await OciLayout.Open(package).CopyFromAsync(OciLayout.Open(release.Registry), release.Digest);
        await using var session = await Controller.OpenAsync("Deploy " + release.Version);
        var places = await Driver.ObserveAsync(default);
        var plan = DeployPlanner.Plan(Plans.Plans.Input() with
        {
            Environment = new() { Name = "local" },
            Release = new() { Version = release.Version, Digest = release.Digest },
            Places = places,
            HalfDone = session.HalfDone,
        });
        var order = new ReleaseOrder { Version = release.Version, Digest = release.Digest, PackageFolder = package, ServerFolder = Releases.ServerFolder };
        return await session.DeployAsync(LedgerKind.Deploy, order, new(plan, places, null), new Progress<RolloutEvent>(), default);
    }

    public async Task<TransactionResult> RollbackAsync()
    {
        await using var session = await Controller.OpenAsync("Rollback");
        return await session.RollbackAsync(null, null, new Progress<RolloutEvent>(), default);
    }
}

/// <summary>A deploy by a transaction in a process of its own, which kills itself before a step.</summary>
internal static class LoopbackChild
{
    public const string Variable = "MLOPSBUILD_TEST_CHILD_LOOPBACK";

    /// <summary>The exit code, 137 where it was killed.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="release">What it deploys.</param>
    /// <param name="killBefore">The step before which it kills itself.</param>
    /// <param name="killWhen">Kills it from outside as soon as this is so.</param>
    public static async Task<int> RunAsync(Machine machine, Release release, string killBefore, Func<bool>? killWhen = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LoopbackChild).Assembly.Location, "-explicit", "only", "-method", $"{typeof(KilledLoopbackTests).FullName}.{nameof(KilledLoopbackTests.Deploy)}", "-noColor", "-noLogo"])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                [Variable] = JsonSerializer.Serialize(new Order(machine.Folder, machine.Port, release, killBefore)),
                [ChildTasks.Variable] = "",
                ["TMPDIR"] = Path.GetDirectoryName(machine.Folder),
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        while (killWhen is not null && !killWhen() && !process.HasExited)
            await Task.Delay(1);
        if (killWhen is not null)
            process.Kill();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 or 137, await output);
        return process.ExitCode;
    }

    internal sealed record Order(string Folder, int Port, Release Release, string KillBefore);
}
