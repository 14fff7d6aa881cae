using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MLOpsBuild.Pipelines.Tests;

/// <summary>Compiles definitions as a user's project would.</summary>
internal static class Compiler
{
    private const string Usings = "global using System; global using MLOpsBuild.Pipelines; global using Pipelines;";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The codes and texts of the compiler's errors; empty when the source compiles.</summary>
    public static IReadOnlyList<string> Errors(string source) =>
    [
        .. Compilation(source).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"),
    ];

    /// <summary>The only pipeline of a source that compiles.</summary>
    public static MLPipeline Pipeline(string source)
    {
        using var stream = new MemoryStream();
        var result = Compilation(source).Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        var type = Assert.Single(System.Reflection.Assembly.Load(stream.ToArray()).GetTypes(), type => type.IsAssignableTo(typeof(MLPipeline)));
        return (MLPipeline)Activator.CreateInstance(type)!;
    }

    private static CSharpCompilation Compilation(string source) => CSharpCompilation.Create(
        "Definition",
        [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(source)],
        References,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
