using System.Globalization;
using MLOpsBuild.Benchmarks.Hosts;

// The driver beside the bare ansible-playbook that it runs, on the same hosts, in turn, in this one run; who begins alternates.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var pairs = args is [var count] && int.TryParse(count, out var given) && given > 0 ? given : 7;
await using var fleet = await Fleet.StartAsync(hosts: 3, releases: (2 * pairs) + 2);
Console.WriteLine($"{Environment.ProcessorCount} cores; {Load()} processes wanted to run in the last minute. More than cores: times are those of a busy machine.");
Console.WriteLine($"3 hosts, one and then the others; {pairs} pairs after one to warm up; seconds: least, median, most.\n");

await Comparison.RunAsync("a new release", pairs, release => fleet.ByDriverAsync(release), release => fleet.ByPlaybookAsync(release), atMost: 1.1);
Console.WriteLine($"{Load()} processes wanted to run in the last minute.\n");
var served = await fleet.BringLastAsync();
await Comparison.RunAsync("what serves already", pairs, _ => fleet.ByDriverAsync(served), _ => fleet.ByPlaybookAsync(served), atMost: 1.1);
Console.WriteLine($"{Load()} processes wanted to run in the last minute.");

static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
