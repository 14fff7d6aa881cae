using System.Reflection;
using System.Text.Json.Serialization.Metadata;
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

    [Fact]
    public void Every_member_of_a_plan_stands_in_the_documentation_and_no_other()
    {
        var table = File.ReadAllText(Repository.File("docs", "deploying.md")).Split("| member of `plan.json` | is |")[1].Split("\n\n")[0];
        Assert.Equal(Members(typeof(DeployPlan)).Distinct().Order(StringComparer.Ordinal), Word().Matches(table).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Members(Type type) => PlanJson.Default.GetTypeInfo(type)! switch
    {
        { Kind: JsonTypeInfoKind.Object } form => form.Properties.Where(property => property.Get is not null).SelectMany(property => Members(property.PropertyType).Prepend(property.Name)),
        { Kind: JsonTypeInfoKind.Enumerable } form => Members(form.ElementType!),
        _ => [],
    };

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Word();

    [GeneratedRegex("DEL[0-9]{3}")]
    private static partial Regex Code();
}
