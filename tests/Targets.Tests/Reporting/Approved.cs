using MLOpsBuild.Testing;

namespace MLOpsBuild.Targets.Tests.Reporting;

/// <summary>Files beside the tests that hold what is written, to the byte.</summary>
internal static class Approved
{
    private const string Switch = "MLOPSBUILD_ACCEPT";

    public static void Hold(string name, string text)
    {
        var file = Repository.File("tests", "Targets.Tests", "Reporting", "approved", name);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
            AbsolutePath.Create(file).WriteAllText(text);
        Assert.True(File.Exists(file) && File.ReadAllText(file) == text, $"{file} differs from what is written now:\n{text}\nTo accept: {Switch}=1 and run this test again.");
    }
}
