using System.Runtime.CompilerServices;

namespace MLOpsBuild.Emitters;

/// <summary>The escape hatch of the Jenkinsfile.</summary>
public static class JenkinsCustomization
{
    /// <summary>Changes the Jenkinsfile by code, after everything else; the file's header names the file that does so.</summary>
    public static JenkinsBuilder Customize(this JenkinsBuilder builder, Func<Jenkinsfile, Jenkinsfile> change, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Customized(Customizations.Of(change, file));
    }

    /// <summary>Changes the Jenkinsfile with what people do by hand, after everything else; the file's header names the file that does so.</summary>
    public static JenkinsBuilder CustomizeOperations(this JenkinsBuilder builder, Func<Jenkinsfile, Jenkinsfile> change, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.CustomizedOperations(Customizations.Of(change, file));
    }
}
