using System.Diagnostics;

namespace MLOpsBuild.Benchmarks.Hosts;

/// <summary>Measures both sides in turn, so that both see the same machine, and prints them.</summary>
internal static class Comparison
{
    /// <summary>Runs pairs; each side gets the number of a release that it alone deploys.</summary>
    /// <param name="what">What is deployed.</param>
    /// <param name="pairs">How many pairs count; one before them warms up.</param>
    /// <param name="driver">Deploys by the driver.</param>
    /// <param name="playbook">Deploys by the playbook alone.</param>
    /// <param name="atMost">How many times the playbook's median the driver's may be.</param>
    public static async Task RunAsync(string what, int pairs, Func<int, Task> driver, Func<int, Task> playbook, double atMost)
    {
        var (mine, bare) = (new List<double>(), new List<double>());
        for (var pair = 0; pair <= pairs; pair++)
        {
            var (first, second) = ((2 * pair) + 1, (2 * pair) + 2);
            if (pair % 2 == 0)
            {
                mine.Add(await TimeAsync(driver, first));
                bare.Add(await TimeAsync(playbook, second));
            }
            else
            {
                bare.Add(await TimeAsync(playbook, first));
                mine.Add(await TimeAsync(driver, second));
            }
        }

        var (drivers, playbooks) = (mine.Skip(1).Order().ToArray(), bare.Skip(1).Order().ToArray());
        var ratio = Median(drivers) / Median(playbooks);
        Console.WriteLine(what);
        Print("the driver", drivers);
        Print("ansible-playbook deploy.yml", playbooks);
        Console.WriteLine($"  -> {ratio:0.00} times the median; aim: at most {atMost}: {(ratio <= atMost ? "met" : "MISSED")}");
    }

    private static async Task<double> TimeAsync(Func<int, Task> work, int release)
    {
        var began = Stopwatch.GetTimestamp();
        await work(release);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];

    private static void Print(string side, double[] sorted) => Console.WriteLine($"  {side,-28} {sorted[0],7:0.00} {Median(sorted),7:0.00} {sorted[^1],7:0.00}");
}
