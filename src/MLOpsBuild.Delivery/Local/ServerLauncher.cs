using System.Diagnostics;

namespace MLOpsBuild.Delivery;

/// <summary>Starts a model server as a process of its own session, so that it outlives this one, its terminal and its pipes.</summary>
internal sealed class ServerLauncher(string pipeline, LocalDeploymentOptions options)
{
    // Closes what this process may have inherited, and writes to the log instead of this process's output.
    private const string Detach = "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null";

    // A server that runs for months gets what it needs and nothing else: a build's environment holds secrets.
    private static readonly string[] Passed = ["PATH", "HOME", "USER", "TMPDIR", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DOTNET_ROOT", "DOTNET_GCHeapHardLimit"];

    public RunningServer Start(ReleaseFolder release, int port, string log)
    {
        options.Files.Delete(release.Announcement);
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = release.Path };
        foreach (var argument in Arguments(release, port, log))
            start.ArgumentList.Add(argument);
        var values = Passed.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        start.Environment.Clear();
        foreach (var (name, value) in values.Where(pair => pair.Value is not null))
            start.Environment[name] = value;
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        using var process = Process.Start(start)!;
        return new(release.Version, process.Id, ProcessIdentity.Of(process.Id) ?? "ended", port, options.Time.GetUtcNow());
    }

    private IEnumerable<string> Arguments(ReleaseFolder release, int port, string log) =>
    [
        "-c", Detach, "sh", log,
        .. NewSession(),
        options.Dotnet ?? DotnetHost.Find(), release.Program,
        "--package", release.Model,
        "--name", pipeline,
        "--release", release.Version,
        "--urls", FormattableString.Invariant($"http://127.0.0.1:{port}"),
        "--announce", release.Announcement,
        "--share-port",
    ];

    private static string[] NewSession() => DotnetHost.OnPath("setsid") is { } setsid ? [setsid] : ["nohup"];
}
