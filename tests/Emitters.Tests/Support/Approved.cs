using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Texts that somebody has read and approved, one file each beside the tests.</summary>
internal static class Approved
{
    private const string Switch = "MLOPSBUILD_ACCEPT";

    /// <summary>Fails with the difference where the text is not the approved one.</summary>
    public static void Holds(string name, string text)
    {
        var path = Repository.File("tests", "Emitters.Tests", "Approved", name);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
            File.WriteAllText(path, text);
        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(approved == text, $"{UnifiedDiff.Of(approved, text, $"approved/{name}", $"received/{name}")}\nTo accept: {Switch}=1 and run this test again.");
    }
}
