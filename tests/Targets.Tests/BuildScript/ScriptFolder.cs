using System.Diagnostics;
using System.Runtime.Versioning;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Targets.Tests.BuildScript;

/// <summary>A folder with a build script and the least that it looks at, and a stand-in for <c>dotnet</c> that notes how it is called.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ScriptFolder : IDisposable
{
    /// <summary>All that the script may use of the machine beside dotnet.</summary>
    private static readonly string[] Tools =
        ["sh", "awk", "cat", "cksum", "cmp", "cp", "dirname", "find", "flock", "grep", "mkdir", "mv", "paste", "readlink", "rm", "sed", "sha256sum", "sort", "stat", "touch"];

    /// <summary>The version that a stand-in SDK has, what it notes, and how it compiles.</summary>
    private const string StandIn =
        """
        #!/bin/sh
        case $1 in
            --version) test -z "$STANDIN_OLD" && echo 10.0.100 ;;
            --list-sdks) echo "$STANDIN_OLD [/usr/share/dotnet/sdk]" ;;
            build)
                if [ "${2##*/}" = ahead.proj ]; then
                    echo ahead >> "$STANDIN_NOTES.ahead"
                    for word in "$@"; do
                        case $word in -p:Image=*) echo "machine code" > "${word#-p:Image=}" ;; esac
                    done
                    exit "${STANDIN_AHEAD:-0}"
                fi
                echo compiled >> "$STANDIN_NOTES.compiled"
                if [ -n "$STANDIN_ERRORS" ]; then
                    cat "$STANDIN_ERRORS"
                    exit 1
                fi
                program=${2%/build/*}/.build/own/bin/_build/release/_build.dll
                mkdir -p "${program%/*}"
                touch "$program"
                engine=${2%/build/*}/.build/own/obj/MLOpsBuild.Targets/release
                mkdir -p "$engine"
                cat "${2%/build/*}/src/Engine.cs" > "$engine/MLOpsBuild.Targets.dll"
                cp "$engine/MLOpsBuild.Targets.dll" "${program%/*}"
                ;;
            *)
                for word in "$@"; do printf '[%s]\n' "$word"; done > "$STANDIN_NOTES"
                exit "${STANDIN_CODE:-0}"
                ;;
        esac

        """;

    private readonly TemporaryFolder folder = new("build script");

    private readonly string name;

    /// <param name="name">The script: <c>build.sh</c> or <c>build.ps1</c>.</param>
    public ScriptFolder(string name = "build.sh")
    {
        this.name = name;
        File.Copy(Repository.File(name), Script);
        File.SetUnixFileMode(Script, (UnixFileMode)0b111_101_101);
        foreach (var source in new[] { "build/Build.cs", "src/Engine.cs", "pipelines/Credit.cs", "pipelines/data.csv", ".editorconfig", "Directory.Build.props", "Directory.Packages.props" })
            Write(source, "");
        Write("global.json", """{ "sdk": { "version": "10.0.100" } }""");
        foreach (var tool in Tools)
        {
            if (Services.Find(tool) is { } path)
                File.CreateSymbolicLink(Directory.CreateDirectory(folder.File("tools")).FullName + "/" + tool, path);
        }

        Write("dotnet/dotnet", StandIn);
        File.SetUnixFileMode(folder.File("dotnet", "dotnet"), (UnixFileMode)0b111_101_101);
    }

    public string Root => folder.Path;

    public string Script => folder.File(name);

    /// <summary>The program that runs the script and the arguments before it; empty where it runs by itself.</summary>
    public IReadOnlyList<string> Interpreter { get; init; } = [];

    /// <summary>False: there is no dotnet on the path.</summary>
    public bool HasDotnet { get; set; } = true;

    /// <summary>How often the stand-in was asked to compile.</summary>
    public int Compiled => File.Exists(Notes + ".compiled") ? File.ReadAllLines(Notes + ".compiled").Length : 0;

    /// <summary>How often the stand-in was asked for machine code.</summary>
    public int MadeAhead => File.Exists(Notes + ".ahead") ? File.ReadAllLines(Notes + ".ahead").Length : 0;

    /// <summary>What stands where the program loads the engine from.</summary>
    public string Engine => File.ReadAllText(folder.File(".build", "own", "bin", "_build", "release", "MLOpsBuild.Targets.dll"));

    /// <summary>The arguments with which the program was started, the program first, each in brackets.</summary>
    public string Started => File.ReadAllText(Notes);

    private string Notes => folder.File("notes");

    public void Write(string name, string text)
    {
        var path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Runs the script in a folder, with these settings of the stand-in and these arguments.</summary>
    public (int Code, string Error) Run(string from, (string Name, string Value)[] settings, params string[] arguments)
    {
        string[] command = [.. Interpreter, Script, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = from, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = (HasDotnet ? folder.File("dotnet") + ":" : "") + folder.File("tools");
        start.Environment["STANDIN_NOTES"] = Notes;
        start.Environment.Remove("TargetEngine");
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    public (int Code, string Error) Run(params string[] arguments) => Run(Root, [], arguments);

    public void Dispose() => folder.Dispose();
}
