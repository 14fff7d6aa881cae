using System.Diagnostics;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Other processes are told by their program, never by what may be a secret.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public void A_process_is_shown_by_its_program_and_the_file_it_runs_without_other_arguments()
    {
        using var folder = new TemporaryFolder();
        var script = folder.File("server.sh");
        File.WriteAllText(script, "read line\n");
        Assert.Equal($"sh {script}", Shown(script, "--password=hunter2"));
        Assert.Equal("sh", Shown("-c", "read line; true", "hunter2"));
        Assert.Equal("command not shown", CommandLines.Shown(int.MaxValue));
    }

    private static string Shown(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", arguments) { RedirectStandardInput = true })!;
        // Until the new program has begun, the process is a copy of this one.
        while (CommandLines.Of(process.Id) is not ["/bin/sh", ..])
            Thread.Yield();
        var shown = CommandLines.Shown(process.Id);
        process.StandardInput.Close();
        process.WaitForExit();
        return shown;
    }
}
