using System.Runtime.Versioning;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Targets.Tests.BuildScript;

/// <summary><c>build.ps1</c> as it stands in this repository, under PowerShell.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PowerShellScriptTests
{
    [Fact]
    public void Without_dotnet_it_says_what_is_missing_and_where_to_get_it()
    {
        using var folder = Folder();
        folder.HasDotnet = false;
        Assert.Equal((3, "The .NET SDK is needed and 'dotnet' is not on the path. Get it at https://dotnet.microsoft.com/download\n"), folder.Run("Train"));
    }

    [Fact]
    public void An_SDK_that_is_too_old_is_told()
    {
        using var folder = Folder();
        Assert.Equal(
            (3, "The .NET SDK that global.json names is not installed. Get it at https://dotnet.microsoft.com/download\n"),
            folder.Run(folder.Root, [("STANDIN_OLD", "8.0.404")], "Train"));
    }

    [Fact]
    public void Arguments_reach_the_program_untouched()
    {
        using var folder = Folder();
        string[] arguments = ["Train", "--text", "two words", "it's \"quoted\"", "$HOME `ls` *", "a\\b", "é"];
        Assert.Equal(0, folder.Run(arguments).Code);
        Assert.Equal($"[{folder.Root}/.build/own/bin/_build/release/_build.dll]\n" + string.Concat(arguments.Select(it => $"[{it}]\n")), folder.Started);
    }

    [Fact]
    public void The_exit_code_is_the_programs()
    {
        using var folder = Folder();
        Assert.Equal(130, folder.Run(folder.Root, [("STANDIN_CODE", "130")], "Train").Code);
    }

    [Fact]
    public void It_compiles_when_sources_changed_and_only_then()
    {
        using var folder = Folder();
        Assert.Equal((0, "Compiling the build ...\n"), folder.Run("Train"));
        Assert.Equal((0, ""), folder.Run("Train"));
        folder.Write("pipelines/data.csv", "1\n");
        folder.Write("build/notes.md", "a note\n");
        Assert.Equal((0, ""), folder.Run("Train"));
        folder.Write("pipelines/Credit.cs", "class Credit;\n");
        Assert.Equal((0, "Compiling the build ...\n"), folder.Run("Train"));
        folder.Write(".editorconfig", "root = true\n");
        Assert.Equal((0, "Compiling the build ...\n"), folder.Run("Train"));
        File.Delete(Path.Combine(folder.Root, "src", "Engine.cs"));
        folder.Write("src/Engine.cs", "class Engine;\n");
        Assert.Equal((0, "Compiling the build ...\n"), folder.Run("Train"));
        Assert.Equal(4, folder.Compiled);
    }

    [Fact]
    public void What_does_not_compile_shows_each_error_once_and_is_compiled_again()
    {
        using var folder = Folder();
        var error = $"{folder.Root}/build/Build.cs(3,1): error CS1002: ; expected [{folder.Root}/build/_build.csproj]";
        folder.Write("errors", $"{error}\n{error}\n\nBuild FAILED.\n\n{error}\n");
        Assert.Equal(
            (1, "Compiling the build ...\nbuild/Build.cs(3,1): error CS1002: ; expected\nThe build does not compile.\n"),
            folder.Run(folder.Root, [("STANDIN_ERRORS", folder.Root + "/errors")], "Train"));
        Assert.Equal(0, folder.Run("Train").Code);
        Assert.Equal(2, folder.Compiled);
    }

    private static ScriptFolder Folder() => new("build.ps1") { Interpreter = [.. PowerShell(), "-NoProfile", "-File"] };

    /// <summary>PowerShell; where it is a tool of .NET, its program under the real .NET, which the script itself must not find.</summary>
    private static string[] PowerShell()
    {
        var program = Services.Require("pwsh", "dotnet tool install --global PowerShell");
        var store = Path.Combine(Path.GetDirectoryName(program)!, ".store", "powershell");
        return Directory.Exists(store)
            ? [Environment.ProcessPath!, Directory.EnumerateFiles(store, "pwsh.dll", SearchOption.AllDirectories).Single(file => file.EndsWith("/unix/pwsh.dll", StringComparison.Ordinal))]
            : [program];
    }
}
