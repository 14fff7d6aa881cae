using System.Reflection;
using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_code_stands_in_the_documentation_once_and_none_is_used_twice()
    {
        var codes = typeof(DeliveryCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        var table = File.ReadAllText(Repository.File("docs", "local-deployment.md")).Split("## Codes")[1];

        Assert.Equal(codes.Order(StringComparer.Ordinal), Code().Matches(table).Select(match => match.Value).Order(StringComparer.Ordinal));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [GeneratedRegex("DEL[0-9]{3}")]
    private static partial Regex Code();
}
