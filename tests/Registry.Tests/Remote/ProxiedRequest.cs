namespace MLOpsBuild.Registry.Tests;

/// <summary>A request as a <see cref="FaultProxy"/> saw it.</summary>
/// <param name="Number">Counted from 1 over all connections; each request has its own.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path with the query.</param>
/// <param name="Head">The request line and all headers.</param>
internal sealed record ProxiedRequest(int Number, string Method, string Path, string Head)
{
    public bool IsUpload => Method is "POST" or "PATCH" || (Method == "PUT" && Path.Contains("/blobs/uploads/", StringComparison.Ordinal));

    public bool IsBlobRead => Method == "GET" && Path.Contains("/blobs/sha256:", StringComparison.Ordinal);

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
