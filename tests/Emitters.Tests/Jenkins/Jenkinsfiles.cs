namespace MLOpsBuild.Emitters.Tests;

/// <summary>Jenkinsfiles of definitions.</summary>
internal static class Jenkinsfiles
{
    /// <summary>The text of the pipeline's Jenkinsfile.</summary>
    public static string Text(EmitterInput input) => Text(input, JenkinsEmitter.PathOf(input.Pipeline));

    /// <summary>The text of the Jenkinsfile with what people do by hand.</summary>
    public static string Operations(EmitterInput input) => Text(input, JenkinsEmitter.OperationsPathOf(input.Pipeline));

    private static string Text(EmitterInput input, string path)
    {
        var emission = new JenkinsEmitter().Emit(input);
        Assert.Equal([], emission.Diagnostics);
        return emission.Files.Single(file => file.Path == path).Text;
    }
}
