using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Tests how a trained model behaves: what every model must do, and what the definition states.</summary>
public static class TestStage
{
    /// <summary>Writes junit.xml and behaviour.json into an empty folder.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="prepared">The folder that Prepare wrote.</param>
    /// <param name="trained">The folder that Train wrote.</param>
    /// <param name="output">An empty folder.</param>
    /// <param name="context">Progress and the way to stop.</param>
    /// <exception cref="StageException">The prepared rows or the model cannot be read, or there is no test row.</exception>
    /// <exception cref="OperationCanceledException">The stage was stopped.</exception>
    public static StageResult Run(Pipeline pipeline, string prepared, string trained, string output, StageContext context)
    {
        var subject = BehaviourSubject.Load(pipeline, prepared, trained, output);
        if (subject.Rows.Rows == 0)
            throw new StageException("The model cannot be tested:", [new(FindingCodes.NoData, "there is no test row", StageFiles.TestRows, null, "Get more rows, or change Split(test).")]);

        var checks = Checks(subject).ToList();
        context.Log(string.Create(CultureInfo.InvariantCulture, $"{checks.Count} tests on {BehaviourSubject.Count(subject.Rows.Rows)}"));
        var results = ImmutableArray.CreateBuilder<BehaviourResult>(checks.Count);
        foreach (var check in checks)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            results.Add(Run(check, subject));
        }

        var report = new BehaviourReport { Pipeline = pipeline.Name, Rows = subject.Rows.Rows, Results = results.MoveToImmutable() };
        report.Write(Path.Combine(output, StageFiles.Behaviour));
        JUnitFile.Write(Path.Combine(output, StageFiles.JUnit), report);
        return Result(report);
    }

    private static IEnumerable<BehaviourCheck> Checks(BehaviourSubject subject) =>
    [
        .. ParityChecks.All,
        SchemaCheck.RoundTrip,
        SchemaCheck.Definition,
        .. RobustnessChecks.Of(subject.Scorer.Schema.Features),
        .. subject.Pipeline.Test.Tests.Select(test => test switch
        {
            MonotoneTest monotone => MonotoneCheck.Of(monotone),
            NotUsedTest notUsed => NotUsedCheck.Of(notUsed),
            ExampleTest example => ExampleCheck.Of(example, subject.Pipeline.Rows.Positive),
            _ => throw new NotSupportedException($"No way is known to run a {test.GetType().Name}."),
        }),
    ];

    private static BehaviourResult Run(BehaviourCheck check, BehaviourSubject subject)
    {
        var start = Stopwatch.GetTimestamp();
        var verdict = check.Run(subject);
        return new(check.Name, check.Tolerance, verdict.Measure, Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3), verdict.Failure);
    }

    private static StageResult Result(BehaviourReport report)
    {
        var findings = report.Results.Select(result => result.Failure).OfType<Finding>().ToImmutableArray();
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{report.Results.Length - findings.Length:N0} of {report.Results.Length:N0} behaviour tests passed on {BehaviourSubject.Count(report.Rows)}"),
            findings,
            [new("tests", report.Results.Length.ToString("N0", CultureInfo.InvariantCulture)), new("failed", findings.Length.ToString("N0", CultureInfo.InvariantCulture))]);
    }
}
