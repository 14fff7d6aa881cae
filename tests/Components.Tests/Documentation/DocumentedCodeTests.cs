using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>What pages show in C# compiles.</summary>
public sealed class DocumentedCodeTests
{
    [Fact]
    public async Task Every_block_of_every_page_compiles()
    {
        var blocks = DocumentedCode.OfAll();
        Assert.Contains(blocks, block => block.Page == "README.md");
        Assert.Equal(blocks.Length, DocumentedCode.Pages.SelectMany(page => File.ReadLines(Repository.File(page))).Count(line => line.StartsWith("```c", StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(await DocumentedCode.CompileAsync(blocks));
    }

    [Fact]
    public async Task What_does_not_compile_is_told_with_page_and_line()
    {
        var blocks = DocumentedCode.Of("docs/page.md", "# Page\n\n```csharp\n.Docker(docker => docker\n    .Bass(\"x\"))\n```\n\n```csharp statements\nvar x = 1 + missing;\n```\n").ToArray();
        var said = await DocumentedCode.CompileAsync(blocks);
        string[] expected = ["docs/page.md(5,6): error CS1061", "docs/page.md(9,13): error CS0103"];
        Assert.Equal(expected, said.Select(line => string.Join(':', line.Split(':')[..2])).Order(StringComparer.Ordinal));
    }
}
