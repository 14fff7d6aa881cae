namespace MLOpsBuild.Delivery;

public static partial class DeliveryCodes
{
    /// <summary>No Docker engine answers where one is looked for.</summary>
    public const string NoEngine = "DEL631";

    /// <summary>The address of the Docker engine, or what its TLS needs, cannot be used.</summary>
    public const string BadEngineAddress = "DEL632";

    /// <summary>A step of an image's build failed, or the engine refused it.</summary>
    public const string ImageBuildFailed = "DEL633";

    /// <summary>The Docker engine went away in mid-build or in mid-push.</summary>
    public const string EngineLost = "DEL634";

    /// <summary>The generated Dockerfile is missing or cannot be followed.</summary>
    public const string BadDockerfile = "DEL635";

    /// <summary>The base of an image is not there, or is no image for this system.</summary>
    public const string BadBase = "DEL636";

    /// <summary>There is no image to push, or no registry to push it to.</summary>
    public const string NothingToPush = "DEL637";

    /// <summary>The tag of an image in the registry is another image.</summary>
    public const string ImageTaken = "DEL638";

    /// <summary>A Docker engine could not push an image.</summary>
    public const string ImagePushFailed = "DEL639";
}
