using System.Reflection;
using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_code_stands_in_the_documentation_once_and_none_is_used_twice()
    {
        var codes = typeof(RegistryCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        var table = File.ReadAllText(Repository.File("docs", "registry.md")).Split("## Codes")[1];

        Assert.Equal(codes.Order(StringComparer.Ordinal), Code().Matches(table).Select(match => match.Value).Order(StringComparer.Ordinal));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Fact]
    public void Every_code_of_a_verification_stands_in_the_documentation_once_and_none_is_used_twice()
    {
        var codes = typeof(VerificationCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        var table = File.ReadAllText(Repository.File("docs", "supply-chain.md")).Split("## Codes of Verify")[1];

        Assert.Equal(codes.Order(StringComparer.Ordinal), VerificationCode().Matches(table).Select(match => match.Value).Order(StringComparer.Ordinal));
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [GeneratedRegex("VER[0-9]{3}")]
    private static partial Regex VerificationCode();

    [GeneratedRegex("REG[0-9]{3}")]
    private static partial Regex Code();
}
