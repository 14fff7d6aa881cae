using System.Globalization;
using Microsoft.Playwright;
using MLOpsBuild.Learning.Reporting;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Learning.Tests;

/// <summary>The report as people see it, in a real browser.</summary>
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Overflows = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    // What sticks out of the page's width and does not lie in something that scrolls or is hidden on purpose.
    private const string SticksOut = """
        () => [...document.querySelectorAll('body *')]
            .filter(e => { const r = e.getBoundingClientRect(); return r.width > 1 && (r.right > innerWidth + 1 || r.left < -1) && !e.closest('pre'); })
            .map(e => e.tagName + '.' + e.getAttribute('class'))
        """;

    // WCAG 2.2 contrast of each text with the colours behind it, for texts below 4.5 (3 where large).
    private const string Faint = """
        () => {
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const paint = (colours) => { canvas.clearRect(0, 0, 1, 1); for (const c of colours) { canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); } return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
            const light = (rgb) => { const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const found = [];
            for (const e of document.querySelectorAll('body *')) {
                const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                const box = e.getBoundingClientRect();
                if (!own || box.width < 2 || e.tagName === 'title') continue;
                const behind = []; let opacity = 1;
                for (let p = e; p; p = p.parentElement) { behind.unshift(getComputedStyle(p).backgroundColor); opacity *= getComputedStyle(p).opacity; }
                const style = getComputedStyle(e);
                const text = e instanceof SVGElement ? style.fill : style.color;
                const ground = paint(behind), ink = paint(behind.concat(text)).map((v, i) => v * opacity + ground[i] * (1 - opacity));
                const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
                const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
                const contrast = (a + 0.05) / (b + 0.05);
                if (contrast < (large ? 3 : 4.5)) found.push(`${contrast.toFixed(2)} ${e.tagName}.${e.getAttribute('class')} "${e.textContent.slice(0, 30)}"`);
            }
            return found;
        }
        """;

    public static TheoryData<int, ColorScheme> Views =>
        new MatrixTheoryData<int, ColorScheme>([1280, 400], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_page_fits_its_width_is_legible_and_asks_nothing_of_the_network(int width, ColorScheme scheme)
    {
        using var folder = new TemporaryFolder();
        await using var open = await browser.Open(Write(folder, SampleReport.Failed()), width, scheme);

        Assert.Equal(0, await open.Page.EvaluateAsync<int>(Overflows));
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(SticksOut));
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(Faint));
        Assert.Equal([open.Page.Url], open.Requests);
        Assert.Empty(open.Problems);
        var picture = string.Create(CultureInfo.InvariantCulture, $"report-{width}-{scheme}.png");
        await open.Page.ScreenshotAsync(new() { Path = Repository.File("TestResults", "report", picture), FullPage = true });
    }

    [Fact]
    public async Task Every_metric_and_gate_on_the_page_is_that_of_the_evaluation()
    {
        using var folder = new TemporaryFolder();
        var report = SampleReport.Failed();
        var evaluation = EvaluationFile.Parse(EvaluationFile.Text(report.Evaluation));
        await using var open = await browser.Open(Write(folder, report), 1280, ColorScheme.Light);

        foreach (var metric in evaluation.Metrics)
        {
            var row = open.Page.Locator($"[data-metric={metric.Metric}]");
            Assert.Equal(metric.Value, await Number(row, "value"));
            Assert.Equal(metric.Value.ToString("0.0000", CultureInfo.InvariantCulture), await row.Locator("[data-field=value]").InnerTextAsync());
            Assert.Equal(metric.Interval!.Low, await Attribute(row.Locator("[data-low]"), "data-low"));
            Assert.Equal(metric.Interval!.High, await Attribute(row.Locator("[data-high]"), "data-high"));
            Assert.Equal(metric.Baseline, await Number(row, "baseline"));
            Assert.Equal(metric.Champion!.Value, await Number(row, "champion"));
            Assert.Equal(metric.OverChampion!.Value, await Number(row, "gain"));
        }

        Assert.Equal(evaluation.Gates.Length, await open.Page.Locator("[data-gate]").CountAsync());
        foreach (var gate in evaluation.Gates)
        {
            var row = open.Page.Locator($"[data-gate='{gate.Name}']");
            Assert.Equal(gate.Passed ? "passed" : "failed", await row.Locator(".badge").InnerTextAsync());
            Assert.Equal(gate.Value, await Number(row, "value"));
            Assert.Contains(gate.Where, await row.InnerTextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(evaluation.Confusion.TruePositives, await Attribute(open.Page.Locator("[data-field=true-positives]"), "data-value"));
        Assert.Equal(evaluation.Confusion.FalseNegatives, await Attribute(open.Page.Locator("[data-field=false-negatives]"), "data-value"));
    }

    [Fact]
    public async Task Every_group_and_feature_on_the_page_is_that_of_the_evaluation()
    {
        using var folder = new TemporaryFolder();
        var report = SampleReport.Failed();
        await using var open = await browser.Open(Write(folder, report), 1280, ColorScheme.Light);

        foreach (var result in report.Evaluation.Fairness)
        {
            var rows = open.Page.Locator($"tr[data-column={result.Column}]");
            Assert.Equal(result.Groups.Length, await rows.CountAsync());
            for (var i = 0; i < result.Groups.Length; i++)
            {
                Assert.Equal(result.Groups[i].Name, await rows.Nth(i).GetAttributeAsync("data-group"));
                Assert.Equal(result.Groups[i].FavourableRate, await Number(rows.Nth(i), "favourable-rate"));
                Assert.Equal(result.Groups[i].TrueRate, await Number(rows.Nth(i), "true-rate"));
            }

            foreach (var measure in result.Measures)
                Assert.Equal(measure.Value, await Number(open.Page.Locator($"[data-column={result.Column}][data-measure={measure.Metric}]"), "value"));
        }

        foreach (var feature in report.Evaluation.Importance)
            Assert.Equal(feature.Mean, await Number(open.Page.Locator($"[data-feature={feature.Column}]"), "mean"));
    }

    [Fact]
    public async Task The_verdict_comes_first_with_its_reasons()
    {
        using var folder = new TemporaryFolder();
        await using var failed = await browser.Open(Write(folder, SampleReport.Failed()), 1280, ColorScheme.Light);
        Assert.Equal("Failed 2 of 7 gates", await failed.Page.Locator("[data-verdict=failed] .word").InnerTextAsync());
        Assert.Equal(2, await failed.Page.Locator(".reasons li").CountAsync());
        Assert.Equal("sample: failed", await failed.Page.TitleAsync());

        await using var passed = await browser.Open(Write(folder, SampleReport.Passed()), 1280, ColorScheme.Light);
        Assert.Equal("Passed the gate", await passed.Page.Locator("[data-verdict=passed] .word").InnerTextAsync());
        Assert.Equal("AUC 0.8523 on 400 rows (test split, seed 7), every gate on the right side of its bound. This model may be packaged.", await passed.Page.Locator(".verdict p:not(.word)").InnerTextAsync());
        Assert.Equal(0, await passed.Page.Locator("[data-field=champion]").CountAsync());
    }

    [Fact]
    public async Task Names_from_the_data_are_text_and_never_markup()
    {
        using var folder = new TemporaryFolder();
        await using var open = await browser.Open(Write(folder, SampleReport.Failed()), 1280, ColorScheme.Light);

        Assert.Equal(0, await open.Page.Locator("b").CountAsync());
        Assert.True(await open.Page.GetByText(Sample.Awkward).CountAsync() >= 3);
    }

    [Fact]
    public async Task The_page_has_landmarks_named_drawings_and_headings_in_order()
    {
        using var folder = new TemporaryFolder();
        await using var open = await browser.Open(Write(folder, SampleReport.Failed()), 1280, ColorScheme.Light);

        foreach (var landmark in new[] { AriaRole.Banner, AriaRole.Navigation, AriaRole.Main, AriaRole.Contentinfo })
            Assert.Equal(1, await open.Page.GetByRole(landmark).CountAsync());
        Assert.Equal(0, await open.Page.Locator("svg:not([aria-hidden=true]):not([aria-label])").CountAsync());
        Assert.Equal(0, await open.Page.Locator("table:not(:has(> caption))").CountAsync());
        Assert.Equal(1, await open.Page.Locator("h1").CountAsync());
        var levels = await open.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])");
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        var links = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('nav a')].map(a => a.getAttribute('href')).filter(h => !document.querySelector(h))");
        Assert.Empty(links);
        Assert.Equal(9, await open.Page.Locator("nav a").CountAsync());
    }

    private static string Write(TemporaryFolder folder, Report report)
    {
        var file = folder.File("report.html");
        File.WriteAllText(file, ReportWriter.Text(report));
        return file;
    }

    private static async Task<double> Number(ILocator row, string field) => await Attribute(row.Locator($"[data-field={field}]"), "data-value");

    private static async Task<double> Attribute(ILocator cell, string name) =>
        await cell.GetAttributeAsync(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN;
}
