using System.Diagnostics;

/// <summary>A build for tests that need a process of its own.</summary>
internal sealed class Probe : NukeBuild, ILeaks
{
    [Parameter("a word to print")]
    private readonly string[] words = [];

    public static int Main() => Execute<Probe>(x => x.Echo);

    public Target Echo => _ => _.Executes(() =>
    {
        foreach (var word in words)
            Console.WriteLine($"[{word}]");
    });

    private Target Waits => _ => _.Triggers(Cleans).Executes(async token =>
    {
        using var child = Process.Start("sleep", "1000")!;
        Console.WriteLine($"child {child.Id}");
        await Task.Delay(Timeout.Infinite, token);
    });

    private Target WaitsForChild => _ => _.Executes(() =>
    {
        using var child = Process.Start("sleep", "1000")!;
        Console.WriteLine($"child {child.Id}");
        child.WaitForExit();
    });

    private Target IgnoresInterruption => _ => _.Executes(() =>
    {
        Console.WriteLine("child 0");
        Thread.Sleep(Timeout.Infinite);
    });

    private Target Cleans => _ => _.AssuredAfterFailure().Executes(() => Console.WriteLine("cleaned"));
}
