namespace MLOpsBuild.Testing;

/// <summary>Reads what <c>recording-build.sh</c>, in the place of <c>build.sh</c>, recorded in a folder.</summary>
/// <param name="calls">The folder that <c>CALLS</c> named.</param>
public sealed class RecordingBuild(string calls)
{
    /// <summary>The script.</summary>
    public static string Script => File.ReadAllText(Repository.File("tests", "Testing", "recording-build.sh"));

    /// <summary>The calls, in order.</summary>
    public string[] Calls => File.Exists(Of("order")) ? File.ReadAllLines(Of("order")) : [];

    /// <summary>The artifacts that a call found.</summary>
    public string[] Found(string call) => File.ReadAllLines(Of(call + ".files"));

    /// <summary>All that the environment of a call held.</summary>
    public Dictionary<string, string> Environment(string call) => File.ReadAllText(Of(call + ".environment"))
        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The variables of ours that a call was given.</summary>
    public Dictionary<string, string> Variables(string call) => Environment(call)
        .Where(pair => pair.Key.StartsWith("MLOPSBUILD_", StringComparison.Ordinal))
        .ToDictionary();

    /// <summary>The files with keys that a call was given, by the variables that name them.</summary>
    public Dictionary<string, KeyFile> Keys(string call) => !File.Exists(Of(call + ".keys")) ? [] : File.ReadAllLines(Of(call + ".keys"))
        .Select(line => line.Split(' ', 3))
        .ToDictionary(words => words[0], words => new KeyFile(words[1], words[2], File.ReadAllText(Of($"{call}.{words[0]}"))));

    private string Of(string name) => Path.Combine(calls, name.Replace('/', '-'));
}

/// <summary>A file with a key as a call found it.</summary>
/// <param name="Mode">Its rights in octal.</param>
/// <param name="Path">Where it was.</param>
/// <param name="Text">What it held.</param>
public sealed record KeyFile(string Mode, string Path, string Text);
