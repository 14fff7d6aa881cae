namespace MLOpsBuild.Delivery;

public static partial class DeliveryCodes
{
    /// <summary>There is no kubectl, or it is too old.</summary>
    public const string NoKubectl = "DEL641";

    /// <summary>The kubeconfig does not name the cluster.</summary>
    public const string NoContext = "DEL642";

    /// <summary>The cluster cannot be reached.</summary>
    public const string ClusterUnreachable = "DEL643";

    /// <summary>The cluster does not let the user in, or forbids what a deploy does.</summary>
    public const string NotAllowed = "DEL644";

    /// <summary>The environment's namespace is not there.</summary>
    public const string NoNamespace = "DEL645";

    /// <summary>Somebody else has set a field that the manifests set.</summary>
    public const string FieldConflict = "DEL646";

    /// <summary>The cluster takes the manifests for invalid.</summary>
    public const string ClusterRefused = "DEL647";

    /// <summary>The generated manifests are missing or cannot be rendered.</summary>
    public const string BadManifest = "DEL648";

    /// <summary>The release has no container image.</summary>
    public const string NoImage = "DEL649";
}
