using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>The validators from npm, in tests/Validators.</summary>
internal static class Validators
{
    /// <summary>The exit code and both streams of one of them.</summary>
    public static Task<(int Exit, string Output, string Error)> RunAsync(string script, params string[] arguments)
    {
        var node = Services.Require("node");
        var folder = Repository.File("tests", "Validators");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "the validators are not installed; run npm ci --prefix tests/Validators to run this test.");
        return Shell.TryAsync(node, [Path.Combine(folder, script), .. arguments]);
    }
}
