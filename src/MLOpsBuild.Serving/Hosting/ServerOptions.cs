namespace MLOpsBuild.Serving;

/// <summary>What a model server serves, where, and how much it takes at once.</summary>
internal sealed record ServerOptions
{
    /// <summary>The folder of an unpacked package.</summary>
    public required string Package { get; init; }

    /// <summary>The model's name in addresses; null takes the pipeline's.</summary>
    public string? Name { get; init; }

    /// <summary>The release's version in addresses and answers. Default <c>0</c>.</summary>
    public string Release { get; init; } = "0";

    /// <summary>Where to listen. Default <c>http://127.0.0.1:8080</c>.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>The largest body in bytes. Default 1 MiB.</summary>
    public int MaxBody { get; init; } = 1024 * 1024;

    /// <summary>The most rows of one request. Default 10,000.</summary>
    public int MaxRows { get; init; } = 10_000;

    /// <summary>How long to serve on, not ready any more, before stopping: time for a load balancer to notice. Default none.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.Zero;

    /// <summary>A file to write the address into once ready; null writes none.</summary>
    public string? Announce { get; init; }

    /// <summary>Whether another server may listen on the port at the same time, so that one can take over from the other; such a server listens only once it is ready.</summary>
    public bool SharePort { get; init; }
}
