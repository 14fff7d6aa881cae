using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>A block of C# on a page: a definition from a point on, where it begins with a dot; else a file, or what the fence says behind <c>csharp</c>: <c>members</c> of a build, or <c>statements</c>.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of its first word.</param>
/// <param name="Kind">What the fence says.</param>
/// <param name="Text">What it holds.</param>
internal sealed partial record DocumentedCode(string Page, int Line, string Kind, string Text)
{
    private const string Data = """.Data(data => data.Csv("rows.csv"))""";
    private const string Train = ".Train(LightGbm())";
    private const string Validate = ".Validate(gate => gate.AtLeast(Auc, 0.5))";

    /// <summary>What readers know or can guess, so that pages need not say it.</summary>
    private const string Prelude = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using MLOpsBuild.Components;
        global using MLOpsBuild.Emitters;
        global using MLOpsBuild.Learning;
        global using MLOpsBuild.Pipelines;
        global using MLOpsBuild.Registry;
        global using MLOpsBuild.Targets;
        global using MLOpsBuild.Targets.Testing;
        global using Xunit;
        global using static StandIns;

        internal static class StandIns
        {
            public static readonly byte[] report = [];
            public static readonly string[] slices = [];
            public static readonly OciLayout registry = null!;
            public static readonly OciLayout elsewhere = null!;
            public static readonly TaggedDescriptor pushed = null!;
            public static readonly Pipeline pipeline = null!;

            public static Task<string> Fetch(string token, int rows, CancellationToken cancellation) => Task.FromResult(token + rows);

            public static void Fit(string digest) => Console.WriteLine(digest);

            public static void Describe(string slice) => Console.WriteLine(slice);
        }

        public sealed record Applicant
        {
            [Label(positive: "bad", negative: "good")]
            public bool Default { get; init; }

            public float Age { get; init; }

            public float Income { get; init; }

            public string Home { get; init; } = "";
        }
        """;

    /// <summary>The pages, relative to the repository.</summary>
    public static string[] Pages =>
    [
        .. Directory.EnumerateFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories)
            .Prepend(Repository.File("README.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The blocks of all pages.</summary>
    public static DocumentedCode[] OfAll() => [.. Pages.SelectMany(page => Of(page, File.ReadAllText(Repository.File(page))))];

    /// <summary>The blocks of a page.</summary>
    public static IEnumerable<DocumentedCode> Of(string page, string text) => Fence().Matches(text)
        .Select(match => new DocumentedCode(page, text[..match.Groups["code"].Index].Count(letter => letter == '\n') + 1, match.Groups["kind"].Value, match.Groups["code"].Value));

    /// <summary>What the compiler has to say against the blocks: a line each, with page and line; those of one page see each other.</summary>
    public static async Task<string[]> CompileAsync(params DocumentedCode[] blocks)
    {
        using var folder = new TemporaryFolder();
        string[] sources = [folder.File("prelude.cs"), .. blocks.Select((_, i) => folder.File(FormattableString.Invariant($"{i}.cs")))];
        await File.WriteAllTextAsync(sources[0], Prelude, TestContext.Current.CancellationToken);
        for (var i = 0; i < blocks.Length; i++)
            await File.WriteAllTextAsync(sources[i + 1], blocks[i].Source(i), TestContext.Current.CancellationToken);

        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(assembly => $"-reference:\"{assembly}\"");
        await File.WriteAllLinesAsync(folder.File("options"), ["-nologo", "-nostdlib", "-target:library", "-preferreduilang:en", "-nullable:enable", "-warnaserror", "-nowarn:CS0649,CS1701,CS1702", $"-out:\"{folder.File("pages.dll")}\"", .. references, .. sources.Select(source => $"\"{source}\"")], TestContext.Current.CancellationToken);
        var (_, said, _) = await Shell.TryAsync("dotnet", await CompilerAsync(), "-noconfig", "@" + folder.File("options"));
        return [.. said.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private string Source(int number)
    {
        var code = $"#line {Line} \"{Page}\"\n{Text}\n#line default\n";
        var name = FormattableString.Invariant($"Block{number}");
        return $"namespace {NotWord().Replace(Page, "_")};\n" + Kind switch
        {
            "members" => $"internal sealed class {name} : NukeBuild\n{{\n{code}}}\n",
            "statements" => $"internal static class {name}\n{{\n    public static async Task RunAsync()\n    {{\n{code}        await Task.CompletedTask;\n    }}\n}}\n",
            "" when Text.StartsWith('.') => $"internal sealed class {name} : BinaryClassification<Applicant>\n{{\n    public override string Name => \"documented\";\n\n    protected override IDefinedPipeline Define(IPipelineBuilder<Applicant> pipeline) => pipeline\n{Before}\n{code}{After};\n}}\n",
            "" => code,
            _ => throw new InvalidOperationException($"{Page}:{Line}: a block is a file, or 'members' or 'statements', not '{Kind}'."),
        };
    }

    private string First => Text[1..Text.IndexOf('(', StringComparison.Ordinal)];

    private string Before => First switch
    {
        "Data" => "",
        "Train" => Data,
        "Test" or "Validate" => Data + Train,
        _ => Data + Train + Validate,
    };

    private string After => First switch
    {
        "Data" => Train + Validate,
        "Train" or "Test" => Validate,
        _ => "",
    };

    /// <summary>The compiler of the SDK that builds this repository.</summary>
    private static async Task<string> CompilerAsync()
    {
        var version = (await Shell.RunAsync("dotnet", "--version")).Trim();
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        return Path.Combine(root, "sdk", version, "Roslyn", "bincore", "csc.dll");
    }

    [GeneratedRegex("^```csharp ?(?<kind>[^\\n]*)\\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("[^A-Za-z]")]
    private static partial Regex NotWord();
}
