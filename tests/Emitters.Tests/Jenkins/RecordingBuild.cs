using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>A repository whose <c>build.sh</c> records how it is called and leaves what the target would.</summary>
internal static class RecordingBuild
{
    private const string Script = """
        #!/bin/sh
        set -eu
        call=$*
        target=$1
        printf '%s\n' "$call" >> "$CALLS/order"
        find artifacts .mlops -type f 2>/dev/null | sort > "$CALLS/$call.files"
        env -0 | grep -z '^MLOPSBUILD_' | sort -z > "$CALLS/$call.variables"
        if [ "$target" = "${FAILS:-}" ]; then
            echo "$target fails" >&2
            exit 7
        fi
        pipeline=$3
        folder=artifacts/$pipeline/$(printf %s "$target" | tr A-Z a-z)
        mkdir -p "$folder" .mlops/registry
        printf '%s\n' "$call" > "$folder/stage.json"
        printf '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>' > "$folder/junit.xml"
        printf '%s\n' "$call" > .mlops/registry/index.json
        """;

    /// <summary>The repository's folder.</summary>
    public static Task<string> CommitAsync(TemporaryFolder folder) => JenkinsBuild.CommitAsync(folder, ("build.sh", Script + "\n"));

    /// <summary>The calls of a build, in order.</summary>
    public static string[] Calls(TemporaryFolder folder, int build)
    {
        var file = JenkinsBuild.Work(folder, build, "calls", "order");
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    /// <summary>The artifacts that a call found.</summary>
    public static string[] Found(TemporaryFolder folder, int build, string call) => File.ReadAllLines(JenkinsBuild.Work(folder, build, "calls", call + ".files"));

    /// <summary>The variables of ours that a call was given.</summary>
    public static Dictionary<string, string> Variables(TemporaryFolder folder, int build, string call) =>
        File.ReadAllText(JenkinsBuild.Work(folder, build, "calls", call + ".variables"))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
}
