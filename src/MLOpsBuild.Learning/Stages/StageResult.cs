using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What a stage came to. Its files are written either way, so that a failure can be read.</summary>
/// <param name="Headline">One line that says what was done or what failed.</param>
/// <param name="Findings">Everything that failed; empty when the stage passed.</param>
/// <param name="Facts">Short facts for the summary, in order, such as <c>rows: 4,454</c>.</param>
public sealed record StageResult(string Headline, ImmutableArray<Finding> Findings, ImmutableArray<KeyValuePair<string, string>> Facts)
{
    /// <summary>Whether nothing failed.</summary>
    public bool Passed => Findings.IsEmpty;
}
