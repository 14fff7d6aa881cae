using MLOpsBuild.Testing;

namespace MLOpsBuild.Pipelines.Tests;

/// <summary>The README's definition is one that compiles and has no findings.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_definition_in_the_README_compiles_and_has_no_findings()
    {
        var readme = File.ReadAllText(Repository.File("README.md"));
        var start = readme.IndexOf("<!-- example: definition -->", StringComparison.Ordinal);
        Assert.True(start >= 0, "README.md marks its definition with <!-- example: definition -->.");
        var code = readme[start..].Split("```csharp\n", 2)[1].Split("```", 2)[0];

        var pipeline = Compiler.Pipeline(code);
        Assert.Equal([], pipeline.Findings);
        Assert.Equal("credit-scoring", pipeline.Model.Name);
        Assert.InRange(code.Split('\n').Length, 1, 17);
    }
}
