using System.Text.Json;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What child processes do; explicit, so that no run of the tests picks them up by itself.</summary>
public sealed class ChildTasks
{
    internal const string Variable = "MLOPSBUILD_TEST_CHILD_DEPLOY";

    internal static bool IsChild => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>Deploys the release that the environment names.</summary>
    [Fact(Explicit = true)]
    public async Task Deploy()
    {
        Assert.SkipUnless(IsChild, "Another test starts this one in a process of its own.");
        var order = JsonSerializer.Deserialize<Order>(Environment.GetEnvironmentVariable(Variable)!)!;
        var steps = new List<string>();
        var files = new DurableFiles(step =>
        {
            if (steps.Count == order.KillBefore)
                Assert.Equal(0, LibC.Kill(Environment.ProcessId, 9));
            steps.Add(step);
        });
        await new LocalDeployment(order.Folder, Releases.Pipeline, new() { Files = files }).DeployAsync(order.Release.At(order.Port, order.Keep), _ => { }, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(StepsOf(order.Folder), steps, TestContext.Current.CancellationToken);
    }

    /// <summary>The file that a child that was not killed leaves beside a deployment's folder: what it did to files.</summary>
    internal static string StepsOf(string folder) => folder + ".steps";

    internal sealed record Order(string Folder, int Port, int Keep, Release Release, int KillBefore);
}
