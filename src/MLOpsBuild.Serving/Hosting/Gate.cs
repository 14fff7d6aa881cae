namespace MLOpsBuild.Serving;

/// <summary>Holds the model, and whether to send requests here: only between the end of loading and the signal to stop.</summary>
internal sealed class Gate
{
    private volatile ServedModel? _model;
    private volatile bool _closed;

    /// <summary>The model; null while it loads.</summary>
    public ServedModel? Model => _model;

    /// <summary>Whether new requests are wanted.</summary>
    public bool Ready => _model is not null && !_closed;

    /// <summary>Whether the server is about to stop.</summary>
    public bool Closed => _closed;

    public void Open(ServedModel model) => _model = model;

    public void Close() => _closed = true;
}
