using System.Reflection;
using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_code_stands_in_a_table_of_the_documentation_and_none_is_used_twice()
    {
        var codes = typeof(DeliveryCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        var rows = Directory.EnumerateFiles(Repository.File("docs"), "*.md").SelectMany(File.ReadLines).Where(line => line.StartsWith('|'));

        Assert.Equal(codes.Order(StringComparer.Ordinal), rows.SelectMany(row => Code().Matches(row)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [GeneratedRegex("DEL[0-9]{3}")]
    private static partial Regex Code();
}
