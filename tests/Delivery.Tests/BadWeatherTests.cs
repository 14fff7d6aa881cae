using System.Net;
using System.Net.Sockets;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The machine refuses: a port, a lock, a disk, a record.</summary>
public sealed class BadWeatherTests(Releases releases)
{
    [Fact]
    public async Task A_port_in_use_is_named_with_who_holds_it_before_anything_is_started()
    {
        await using var machine = new Machine();
        using var taken = new TcpListener(IPAddress.Any, machine.Port);
        taken.Start();
        var refused = await Refused.ByAsync(() => machine.DeployAsync(releases.First));

        Assert.Equal(DeliveryFault.Environment, refused.Fault);
        Assert.Equal(Message(machine.Port, Environment.ProcessId, CommandLines.Shown(Environment.ProcessId)), refused.Message);
        Assert.Empty(machine.Servers);
        Assert.False(File.Exists(machine.Paths.Release("0.1.0").TrialLog));
    }

    [Fact]
    public async Task The_server_of_another_deployment_keeps_its_port()
    {
        await using var machine = new Machine();
        var first = await machine.DeployAsync(releases.First);
        await using var other = new Machine();
        var refused = await Refused.ByAsync(() => other.Deployment.DeployAsync(releases.Second.At(machine.Port), _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(Message(machine.Port, first.Pid, "dotnet " + machine.Paths.Release("0.1.0").Program), refused.Message);
        Assert.Equal("0.1.0", (await machine.AskAsync(releases.Row)).Release);
    }

    [Fact]
    public async Task A_deploy_beside_another_is_refused_with_who_holds_the_lock()
    {
        await using var machine = new Machine();
        using var child = Child.Deploys(machine, releases.First);
        await child.UntilAsync(() => DeployProgress.Of(machine, "0.1.0") >= Progress.Unpacks);

        Assert.Matches(FormattableString.Invariant($"^Process {child.Pid} deploys release 0\\.1\\.0 since [-0-9]+ [:0-9]+Z\\.$"), (await machine.StatusAsync()).Note);
        foreach (var refused in (DeliveryException[])[await Refused.ByAsync(() => machine.DeployAsync(releases.Second)), await Refused.ByAsync(machine.StopAsync)])
        {
            Assert.Equal(DeliveryFault.Failed, refused.Fault);
            Assert.StartsWith(FormattableString.Invariant($"DEL601: another process deploys to '{machine.Folder}': process {child.Pid} (MLOpsBuild.Delivery.Tests.dll) since "), refused.Message, StringComparison.Ordinal);
            Assert.EndsWith(". Wait until it has ended, then try again.", refused.Message, StringComparison.Ordinal);
        }

        var (code, output) = await child.EndAsync();
        Assert.True(code == 0, output);
        Assert.Equal("0.1.0", (await machine.AskAsync(releases.Row)).Release);
    }

    [Fact]
    public async Task A_read_only_folder_is_named_and_can_still_be_read()
    {
        using var temp = new TemporaryFolder();
        await using var disk = await SmallDisk.MountAsync(temp.File("disk"), "128m");
        await using var machine = new Machine(Path.Combine(disk.Path, "deployment"));
        await machine.DeployAsync(releases.First);
        await machine.StopAsync();
        await disk.MakeReadOnlyAsync();
        var refused = await Refused.ByAsync(() => machine.DeployAsync(releases.Second));

        Assert.Equal(DeliveryFault.Environment, refused.Fault);
        Assert.Equal($"DEL610: '{machine.Folder}' cannot be written or read: Read-only file system : '{machine.Paths.Lock}' Free space or give the right to write there, then try again.", refused.Message);
        Assert.Equal(DeploymentHealth.Stopped, (await machine.StatusAsync()).Health);
        Assert.Equal(["Stopped"], machine.Deployment.Logs(1));
    }

    [Fact]
    public async Task A_full_disk_leaves_the_old_release_serving_and_nothing_half_written()
    {
        using var temp = new TemporaryFolder();
        await using var disk = await SmallDisk.MountAsync(temp.File("disk"), "128m");
        await using var machine = new Machine(Path.Combine(disk.Path, "deployment"));
        var first = await machine.DeployAsync(releases.First);
        var before = Entries(machine);

        foreach (var left in (int[])[0, 16 * 1024, 4 * 1024 * 1024])
        {
            Fill(disk, left);
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => machine.DeployAsync(releases.Second));
            Assert.True(refused is DeliveryException { Code: DeliveryCodes.Storage, Fault: DeliveryFault.Environment } or RegistryException { Code: RegistryCodes.DiskFull, Fault: RegistryFault.Environment }, refused.ToString());
            Assert.Contains("No space left on device", refused.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(before, Entries(machine));
            Assert.Equal([first.Pid], machine.Servers);
            Assert.Equal("0.1.0", (await machine.AskAsync(releases.Row)).Release);
        }

        File.Delete(Path.Combine(disk.Path, "filler"));
        Assert.Equal("0.1.1", (await machine.DeployAsync(releases.Second)).Version);
        await machine.StopAsync();
    }

    [Theory]
    [InlineData("""{"format":2}""", "it is of format 2, and this program reads 1")]
    [InlineData("""{"format":1,"current":""", "Expected depth to be zero at the end of the JSON payload.")]
    public async Task A_record_that_cannot_be_used_is_named_and_left_alone(string record, string why)
    {
        await using var machine = new Machine();
        Directory.CreateDirectory(machine.Folder);
        await File.WriteAllTextAsync(machine.Paths.State, record, TestContext.Current.CancellationToken);
        foreach (var refused in (DeliveryException[])[await Refused.ByAsync(() => machine.DeployAsync(releases.First)), await Refused.ByAsync(machine.StatusAsync)])
        {
            Assert.Equal(DeliveryFault.Environment, refused.Fault);
            Assert.StartsWith($"DEL612: '{machine.Paths.State}' cannot be used: {why}", refused.Message, StringComparison.Ordinal);
            Assert.EndsWith(" Use the version that wrote it, or stop the server it names and delete the file.", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(record, await File.ReadAllTextAsync(machine.Paths.State, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_without_the_server_is_refused()
    {
        await using var machine = new Machine();
        using var empty = new TemporaryFolder();
        var refused = await Refused.ByAsync(() => machine.Deployment.DeployAsync(releases.First.At(machine.Port) with { ServerFolder = empty.Path }, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal((DeliveryFault.Mistake, $"DEL603: '{empty.Path}' holds no MLOpsBuild.Serving.dll. Build the model server (./build.sh does), or name the folder that holds it."), (refused.Fault, refused.Message));
    }

    private static string Message(int port, int pid, string program) => FormattableString.Invariant(
        $"DEL602: port {port} on 127.0.0.1 is in use by process {pid} ({program}). Stop it (kill {pid}), or choose another port by --port or in the definition's Deploy(to => to.Local(port: ...)).");

    private static string[] Entries(Machine machine) => [.. Directory.EnumerateFileSystemEntries(machine.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static void Fill(SmallDisk disk, int left)
    {
        var file = Path.Combine(disk.Path, "filler");
        File.Delete(file);
        var free = new DriveInfo(disk.Path).AvailableFreeSpace - left;
        using var filler = File.Create(file);
        var block = new byte[64 * 1024];
        for (var written = 0L; written < free; written += block.Length)
            filler.Write(block, 0, (int)Math.Min(block.Length, free - written));
    }
}
