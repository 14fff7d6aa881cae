using System.Runtime.CompilerServices;

namespace MLOpsBuild.Emitters;

/// <summary>The escape hatch of the Dockerfile.</summary>
public static class DockerCustomization
{
    /// <summary>Changes the Dockerfile by code, after everything else; the file's header names the file that does so.</summary>
    public static DockerBuilder Customize(this DockerBuilder builder, Func<Dockerfile, Dockerfile> change, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Customized(Customizations.Of(change, file));
    }
}
