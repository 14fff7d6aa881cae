using System.Buffers;

namespace MLOpsBuild.Delivery;

/// <summary>An image's name, taken apart: <c>registry.example/models/credit</c> is the repository <c>credit</c> of the registry <c>registry.example/models</c>.</summary>
/// <param name="Registry">Host, port and path.</param>
/// <param name="Repository">The last part.</param>
internal sealed record ImageName(string Registry, string Repository)
{
    private static readonly SearchValues<char> OfHosts = SearchValues.Create(".:");

    /// <summary>Host and port.</summary>
    public string Host => Registry.Split('/')[0];

    /// <summary>Null where the name has no registry: as Docker has it, a first part without a dot or a port is none, unless it is <c>localhost</c>.</summary>
    public static ImageName? Parse(string name)
    {
        var host = name.Split('/')[0];
        var at = name.LastIndexOf('/');
        return at > 0 && (host == "localhost" || host.AsSpan().ContainsAny(OfHosts)) ? new(name[..at], name[(at + 1)..]) : null;
    }
}
