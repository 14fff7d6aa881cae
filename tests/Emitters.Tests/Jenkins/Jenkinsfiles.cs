namespace MLOpsBuild.Emitters.Tests;

/// <summary>Jenkinsfiles of definitions.</summary>
internal static class Jenkinsfiles
{
    /// <summary>The text of the one file that is emitted.</summary>
    public static string Text(EmitterInput input)
    {
        var emission = new JenkinsEmitter().Emit(input);
        Assert.Equal([], emission.Diagnostics);
        return Assert.Single(emission.Files).Text;
    }
}
