using System.Runtime.CompilerServices;

namespace MLOpsBuild.Emitters;

/// <summary>The escape hatch of the manifests.</summary>
public static class KubernetesCustomization
{
    /// <summary>Changes the manifests by code, after everything else; the files' headers name the file that does so.</summary>
    public static KubernetesBuilder Customize(this KubernetesBuilder builder, Func<KubernetesManifests, KubernetesManifests> change, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Customized(Customizations.Of(change, file));
    }
}
