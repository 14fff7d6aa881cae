using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>What it takes to come to the same model and the same numbers.</summary>
internal static class ReproduceSection
{
    public static Element Of(Report report) => Section(
        "reproduce",
        "How to reproduce",
        El("pre", [("tabindex", "0")], El("code", string.Join('\n', report.Commands))),
        El("dl", [("class", "facts")], [.. report.Facts.Select(fact => El("div", El("dt", fact.Key), El("dd", fact.Value)))]));
}
