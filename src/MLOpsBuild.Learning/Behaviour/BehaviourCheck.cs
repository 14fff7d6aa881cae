using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>One test of a model's behaviour.</summary>
/// <param name="Name">What holds when it passes, a sentence without a full stop.</param>
/// <param name="Tolerance">What is tolerated, in words.</param>
/// <param name="Run">Tries it on a model.</param>
internal sealed record BehaviourCheck(string Name, string Tolerance, Func<BehaviourSubject, Verdict> Run);

/// <summary>What a test came to.</summary>
/// <param name="Measure">What was measured, in words.</param>
/// <param name="Failure">What failed; null when the test passed.</param>
internal sealed record Verdict(string Measure, Finding? Failure = null)
{
    /// <summary>Passed or failed with the measure as the finding's value.</summary>
    public static Verdict Of(bool passed, string measure, string code, string what, string place, string fix) =>
        new(measure, passed ? null : new(code, what, place, measure, fix));
}
