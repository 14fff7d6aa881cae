namespace MLOpsBuild.Registry;

/// <summary>How a <see cref="RemoteRegistry"/> is reached, and how patient the client is.</summary>
public sealed record RemoteOptions
{
    /// <summary>Speaks plain HTTP to a host that is not this machine; false by default. An address that begins with <c>http://</c> asks for it too.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>A PEM file of further certificate authorities to trust; by default the file that <c>MLOPSBUILD_REGISTRY_CA</c> names, if any.</summary>
    public string? AuthorityFile { get; init; } = Environment.GetEnvironmentVariable("MLOPSBUILD_REGISTRY_CA");

    /// <summary>Where credentials come from; by default the environment, then Docker's configuration.</summary>
    public ICredentialSource Credentials { get; init; } = CredentialSources.Default;

    /// <summary>How often one step is tried before it is given up; a transfer that goes on begins to count anew. 5 by default.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait before the second attempt, doubled before each further one and spread by chance; half a second by default.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait between two attempts that the client chooses itself; 30 seconds by default.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest <c>Retry-After</c> that is waited for; 5 minutes by default.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a connection may take to be made; 15 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an exchange may stand still before it counts as broken; 60 seconds by default.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The size in bytes from which a blob is sent in pieces, and of each piece; 64 MiB by default.</summary>
    public long ChunkSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>The clock that waiting and the life of tokens go by; the system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes a line about each wait and about long transfers; nobody by default. No line holds a secret.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
