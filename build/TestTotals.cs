using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

/// <summary>The results of all test programs together.</summary>
internal sealed record TestTotals
{
    public int Passed { get; private init; }

    public int Failed { get; private init; }

    /// <summary>Each skipped test with its reason.</summary>
    public ImmutableArray<string> Skips { get; private init; } = [];

    /// <summary>Adds a program's results; a program that left none has failed as a whole.</summary>
    public TestTotals With(string program, string resultFile)
    {
        if (!File.Exists(resultFile))
        {
            Console.Error.WriteLine($"{program} ended without results.");
            return this with { Failed = Failed + 1 };
        }

        var assembly = XDocument.Load(resultFile).Descendants("assembly").Single();
        int Count(string name) => int.Parse(assembly.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return this with
        {
            Passed = Passed + Count("passed"),
            Failed = Failed + Count("failed") + Count("errors"),
            Skips = Skips.AddRange(assembly.Descendants("test")
                .Where(test => test.Attribute("result")!.Value == "Skip")
                .Select(test => $"{test.Attribute("name")!.Value}: {test.Element("reason")?.Value ?? "no reason given"}")),
        };
    }

    public Dictionary<string, string> Report(Dictionary<string, string> summary)
    {
        summary["passed"] = Passed.ToString(CultureInfo.InvariantCulture);
        summary["failed"] = Failed.ToString(CultureInfo.InvariantCulture);
        summary["skipped"] = Skips.Length.ToString(CultureInfo.InvariantCulture);
        return summary;
    }

    /// <exception cref="TargetFailedException">A test failed, or none ran, or one was skipped where that is a failure.</exception>
    public void RequireGood(bool requireServices)
    {
        if (Failed > 0)
            throw new TargetFailedException($"{Failed} tests failed; see artifacts/tests.");
        if (Passed == 0)
            throw new TargetFailedException("No test ran.");
        if (requireServices && !Skips.IsEmpty)
            throw new TargetFailedException($"{Skips.Length} tests were skipped, which --require-services takes for a failure: {string.Join("; ", Skips)}");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed, {Skips.Length} skipped");
}
