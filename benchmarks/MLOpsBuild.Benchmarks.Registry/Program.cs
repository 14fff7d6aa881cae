using MLOpsBuild.Benchmarks.Registry;
using MLOpsBuild.Registry;

// The push of a package by this library and by skopeo: whole processes, in turn, each to a registry that is empty.
if (args is ["push", var layout, var reference, var address])
{
    using var remote = RemoteRegistry.Connect(address, new() { Credentials = CredentialSources.None });
    await remote.PushAsync(OciLayout.Open(layout), reference, LargePackage.Name, LargePackage.Tag);
    return;
}

var rounds = args is [var count, ..] && int.TryParse(count, out var given) && given > 0 ? given : 3;
var megabytes = args is [_, var size] && int.TryParse(size, out var asked) && asked > 0 ? asked : 1024;
using var package = await LargePackage.WriteAsync(megabytes);
Console.WriteLine($"{Environment.ProcessorCount} cores; {File.ReadAllText("/proc/loadavg").Split(' ')[0]} processes wanted to run in the last minute. More than cores: times are those of a busy machine.");
Console.WriteLine($"A package of {megabytes} MiB, {rounds} pushes of each, in turn, to a registry that is empty each time.");
var (mine, others) = (new List<Measurement>(), new List<Measurement>());
for (var round = 0; round < rounds; round++)
{
    mine.Add(await LocalRegistry.WithAsync(host => Command.RunAsync("dotnet", [typeof(LargePackage).Assembly.Location, "push", package.Layout, LargePackage.Reference, host])));
    others.Add(await LocalRegistry.WithAsync(host => Command.RunAsync("skopeo", ["copy", "--quiet", "--dest-tls-verify=false", $"oci:{package.Layout}:{LargePackage.Reference}", $"docker://{host}/{LargePackage.Reference}"])));
}

Comparison.Print("MLOpsBuild", mine);
Comparison.Print("skopeo copy", others);
Comparison.Judge(mine, others, atMostTimes: 1.1, atMostMegabytes: 150);
