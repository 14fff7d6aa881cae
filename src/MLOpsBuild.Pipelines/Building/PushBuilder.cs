namespace MLOpsBuild.Pipelines;

/// <summary>Says where packages are pushed.</summary>
public sealed class PushBuilder
{
    private PushDefinition _push;

    internal PushBuilder(SourceLocation location) => _push = new() { Location = location };

    /// <summary>The OCI registry and the path in it, such as <c>ghcr.io/acme/models</c>; the pipeline's name is added.</summary>
    public PushBuilder Registry(string address) => With(_push with { Registry = address });

    /// <summary>Packages must be signed by a key that a trust policy names, a file in the checkout.</summary>
    public PushBuilder RequireSignature(string trust = "trust.json") => With(_push with { MustBeSigned = true, TrustPolicy = trust });

    internal PushDefinition ToDefinition() => _push;

    private PushBuilder With(PushDefinition push)
    {
        _push = push;
        return this;
    }
}
