namespace MLOpsBuild.Delivery;

/// <summary>A release to serve on this machine.</summary>
public sealed record DeployRequest
{
    /// <summary>The release's version; its folder's name.</summary>
    public required string Version { get; init; }

    /// <summary>The package's digest, <c>sha256:...</c>.</summary>
    public required string Digest { get; init; }

    /// <summary>Writes the verified package's files into the folder of this path, which does not exist yet.</summary>
    public required Func<string, Task> Unpack { get; init; }

    /// <summary>The folder with the model server's program, <c>MLOpsBuild.Serving.dll</c>, and all that it needs.</summary>
    public required string ServerFolder { get; init; }

    /// <summary>The TCP port on 127.0.0.1 on which the release answers, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Releases kept for going back, at least 1, the current one included. Default 3.</summary>
    public int KeepReleases { get; init; } = 3;
}
