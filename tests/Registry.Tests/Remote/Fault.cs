namespace MLOpsBuild.Registry.Tests;

/// <summary>What happens to one exchange on its way through a <see cref="FaultProxy"/>.</summary>
internal abstract record Fault
{
    /// <summary>The connection is reset when the head of the request has come; the registry never sees it.</summary>
    public sealed record Reset : Fault;

    /// <summary>The connection is reset when so many bytes of the request's body have come; the registry never sees any of it.</summary>
    public sealed record Swallow(long After) : Fault;

    /// <summary>The connection is reset when so many bytes of the request's body have been passed on.</summary>
    public sealed record CutRequest(long After) : Fault;

    /// <summary>The connection is reset when so many bytes of the answer's body have been passed on; below 0 not even its head is.</summary>
    public sealed record CutResponse(long After) : Fault;

    /// <summary>One bit of the request's body is turned over.</summary>
    public sealed record FlipRequest(long At) : Fault;

    /// <summary>One bit of the answer's body is turned over.</summary>
    public sealed record FlipResponse(long At) : Fault;

    /// <summary>The proxy answers by itself.</summary>
    public sealed record Answer(int Status, params string[] Headers) : Fault
    {
        public string Body { get; init; } = "";
    }

    /// <summary>The exchange stands still from the head of the request on.</summary>
    public sealed record Silence : Fault;
}
