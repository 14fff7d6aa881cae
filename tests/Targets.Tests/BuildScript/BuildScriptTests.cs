using System.Runtime.Versioning;

namespace MLOpsBuild.Targets.Tests.BuildScript;

/// <summary><c>build.sh</c> as it stands in this repository, in a folder whose path has a space.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BuildScriptTests
{
    [Fact]
    public void Without_dotnet_it_says_what_is_missing_and_where_to_get_it()
    {
        using var folder = new ScriptFolder { HasDotnet = false };
        Assert.Equal((3, "The .NET SDK is needed and 'dotnet' is not on the path. Get it at https://dotnet.microsoft.com/download\n"), folder.Run("Train"));
    }

    [Fact]
    public void An_SDK_that_is_too_old_is_named_beside_the_one_that_is_needed()
    {
        using var folder = new ScriptFolder();
        Assert.Equal(
            (3, "The .NET SDK 10.0.100 or a later 10.0 is needed (global.json); installed: 8.0.404. Get it at https://dotnet.microsoft.com/download\n"),
            folder.Run(folder.Root, [("STANDIN_OLD", "8.0.404")], "Train"));
    }

    [Fact]
    public void Arguments_reach_the_program_untouched()
    {
        using var folder = new ScriptFolder();
        string[] arguments = ["Train", "--text", "two words", "it's \"quoted\"", "", "--", "$HOME `ls` *", "a\\b", "-n", "é", "line\nbreak"];
        Assert.Equal(0, folder.Run(arguments).Code);
        Assert.Equal($"[{folder.Root}/.build/own/bin/_build/release/_build.dll]\n" + string.Concat(arguments.Select(it => $"[{it}]\n")), folder.Started);
    }

    [Fact]
    public void Without_arguments_the_program_gets_none()
    {
        using var folder = new ScriptFolder();
        folder.Run();
        Assert.Equal($"[{folder.Root}/.build/own/bin/_build/release/_build.dll]\n", folder.Started);
    }

    [Fact]
    public void The_exit_code_is_the_programs()
    {
        using var folder = new ScriptFolder();
        Assert.Equal(130, folder.Run(folder.Root, [("STANDIN_CODE", "130")], "Train").Code);
    }

    [Fact]
    public void It_works_from_another_folder_and_through_a_link()
    {
        using var folder = new ScriptFolder();
        using var elsewhere = new MLOpsBuild.Testing.TemporaryFolder();
        Assert.Equal(0, folder.Run(elsewhere.Path, [], "Train").Code);
        File.CreateSymbolicLink(elsewhere.File("link to build"), folder.Script);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(elsewhere.File("link to build"), ["Test"])
        {
            WorkingDirectory = "/",
            Environment = { ["PATH"] = $"{folder.Root}/dotnet:{folder.Root}/tools", ["STANDIN_NOTES"] = folder.Root + "/notes" },
        })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal($"[{folder.Root}/.build/own/bin/_build/release/_build.dll]\n[Test]\n", folder.Started);
        Assert.Equal(1, folder.Compiled);
    }

    [Fact]
    public void It_compiles_when_sources_changed_and_only_then()
    {
        using var folder = new ScriptFolder();
        Assert.Equal((0, "Compiling the build ...\n"), folder.Run("Train"));
        Assert.Equal((0, ""), folder.Run("Train"));
        folder.Write("pipelines/data.csv", "1\n");
        folder.Write("build/notes.md", "a note\n");
        folder.Write("build/Build.cs", "");
        Assert.Equal((0, ""), folder.Run("Train"));
        Assert.Equal(1, folder.Compiled);
        folder.Write("src/New.cs", "class New;\n");
        Assert.Equal((0, "Compiling the build ...\n"), folder.Run("Train"));
        folder.Write("pipelines/Credit.cs", "class Credit;\n");
        Assert.Equal((0, "Compiling the build ...\n"), folder.Run("Train"));
        File.Delete(Path.Combine(folder.Root, "src", "New.cs"));
        Assert.Equal((0, "Compiling the build ...\n"), folder.Run("Train"));
        Assert.Equal(4, folder.Compiled);
    }

    [Fact]
    public void What_does_not_compile_shows_each_error_once_and_is_compiled_again()
    {
        using var folder = new ScriptFolder();
        var error = $"{folder.Root}/build/Build.cs(3,1): error CS1002: ; expected [{folder.Root}/build/_build.csproj]";
        var other = $"{folder.Root}/src/Engine.cs(7,5): error CS0103: The name 'x' does not exist in the current context [{folder.Root}/build/_build.csproj]";
        folder.Write("errors", $"{error}\n{other}\n{error}\n\nBuild FAILED.\n\n{error}\n{other}\n");
        var run = folder.Run(folder.Root, [("STANDIN_ERRORS", folder.Root + "/errors")], "Train");
        Assert.Equal((1, $"Compiling the build ...\nbuild/Build.cs(3,1): error CS1002: ; expected\nsrc/Engine.cs(7,5): error CS0103: The name 'x' does not exist in the current context\nThe build does not compile.\n"), run);
        Assert.Equal(0, folder.Run("Train").Code);
        Assert.Equal(2, folder.Compiled);
    }

    [Fact]
    public void The_engine_is_made_machine_code_when_it_changed_and_only_then()
    {
        using var folder = new ScriptFolder();
        folder.Run("Train");
        folder.Write("build/Build.cs", "class Build;\n");
        folder.Run("Train");
        Assert.Equal((2, 1, "machine code\n"), (folder.Compiled, folder.MadeAhead, folder.Engine));
        folder.Write("src/Engine.cs", "class Engine;\n");
        folder.Run("Train");
        Assert.Equal((3, 2, "machine code\n"), (folder.Compiled, folder.MadeAhead, folder.Engine));
    }

    [Fact]
    public void Without_machine_code_the_engine_runs_as_it_was_compiled()
    {
        using var folder = new ScriptFolder();
        folder.Write("src/Engine.cs", "class Engine;\n");
        Assert.Equal(0, folder.Run(folder.Root, [("STANDIN_AHEAD", "1")], "Train").Code);
        Assert.Equal("class Engine;\n", folder.Engine);
    }

    [Fact]
    public async Task Of_several_runs_at_once_one_compiles()
    {
        using var folder = new ScriptFolder();
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => folder.Run("Train").Code)));
        Assert.Equal([0, 0, 0, 0], runs);
        Assert.Equal(1, folder.Compiled);
    }
}
