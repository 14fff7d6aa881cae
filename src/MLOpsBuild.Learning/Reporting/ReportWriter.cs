using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>A report as one self-contained page: no script, no network, colours that follow the reader's choice of light or dark.</summary>
internal static class ReportWriter
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    public static string Text(Report report)
    {
        var evaluation = report.Evaluation;
        Element[] sections =
        [
            GatesSection.Of(evaluation),
            MetricsSection.Of(evaluation),
            CurvesSection.Of(evaluation),
            DecisionsSection.Of(evaluation),
            ImportanceSection.Of(evaluation),
            .. Maybe(FairnessSection.Of(evaluation)),
            .. Maybe(BehaviourSection.Of(report.Behaviour)),
            .. Maybe(DataSection.Of(report.Profile, evaluation)),
            ReproduceSection.Of(report),
        ];
        return HtmlWriter.Document(El(
            "html",
            [("lang", "en")],
            El(
                "head",
                El("meta", [("charset", "utf-8")]),
                El("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
                El("meta", [("name", "color-scheme"), ("content", "light dark")]),
                El("meta", [("http-equiv", "Content-Security-Policy"), ("content", Policy)]),
                El("link", [("rel", "icon"), ("href", "data:,")]),
                El("title", $"{evaluation.Pipeline}: {(evaluation.Passed ? "passed" : "failed")}"),
                new StyleNode(StyleSheet.Read())),
            El(
                "body",
                VerdictSection.Of(evaluation),
                El("nav", [("aria-label", "Sections")], El("ul", [.. sections.Select(Link)])),
                El("main", sections),
                El("footer", El("p", "Made by MLOpsBuild from evaluation.json, which holds every number on this page.")))));
    }

    private static Element Link(Element section) =>
        El("li", El("a", [("href", "#" + section.Attributes.Single(attribute => attribute.Name == "id").Value)], ((Element)section.Children[0]).Children[0]));

    private static Element[] Maybe(Element? section) => section is null ? [] : [section];
}
