using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;

namespace MLOpsBuild.Learning.Tests.Behaviour;

public sealed class JUnitFileTests
{
    private static readonly BehaviourReport Report = new()
    {
        Pipeline = "loans",
        Rows = 1_234,
        Results =
        [
            new("It holds", "the same bit for bit", "0 of 3 rows differ", 0.0125, null),
            new("Example: <a> & \"b\"\u0001", "at most 0.2", "0.4", 61, new("TST406", "example <a> misses", "Loans.cs:9", "0.4", "Look.\nAgain.")),
        ],
    };

    [Fact]
    public void The_file_is_what_readers_of_junit_xml_expect() =>
        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <testsuites name="loans" tests="2" failures="1" errors="0" time="61.013">
              <testsuite name="loans" tests="2" failures="1" errors="0" time="61.013" skipped="0">
                <properties>
                  <property name="pipeline" value="loans" />
                  <property name="rows" value="1234" />
                </properties>
                <testcase name="It holds" classname="loans" time="0.013">
                  <system-out>measure: 0 of 3 rows differ
            tolerance: the same bit for bit</system-out>
                </testcase>
                <testcase name="Example: &lt;a&gt; &amp; &quot;b&quot;�" classname="loans" time="61.000">
                  <failure message="example &lt;a&gt; misses (found 0.4)" type="TST406">TST406 Loans.cs:9: example &lt;a&gt; misses (found 0.4). Look.
            Again.</failure>
                  <system-out>measure: 0.4
            tolerance: at most 0.2</system-out>
                </testcase>
              </testsuite>
            </testsuites>
            """,
            Written(Report));

    [Fact]
    public void Any_text_gives_valid_xml_that_reads_back() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample(
            (name, measure, what) =>
            {
                var report = Report with { Results = [new(name, "tolerance", measure, 0, new("TST401", what, "place", null, "Fix."))] };
                var xml = XDocument.Parse(Written(report), LoadOptions.PreserveWhitespace);
                xml.Validate(Schema, (_, problem) => Assert.Fail(problem.Message));
                var test = xml.Descendants("testcase").Single();
                if (name.All(XmlConvert.IsXmlChar))
                    Assert.Equal(name, test.Attribute("name")!.Value);
            },
            iter: 200);

    [Fact]
    public void The_file_is_the_same_in_a_culture_with_decimal_commas()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Contains("time=\"61.013\"", Written(Report), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>The elements, attributes and order that Jenkins' and Ant's readers of JUnit XML have in common.</summary>
    private static XmlSchemaSet Schema
    {
        get
        {
            var set = new XmlSchemaSet();
            set.Add("", XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "Reference", "junit.xsd")));
            return set;
        }
    }

    private static string Written(BehaviourReport report)
    {
        var file = Path.GetTempFileName();
        try
        {
            JUnitFile.Write(file, report);
            return File.ReadAllText(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
