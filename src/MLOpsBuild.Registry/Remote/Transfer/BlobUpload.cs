using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>
/// Brings one blob into a repository: mounted where another repository has it, else sent in pieces and gone on with after a break. Questions are
/// tried again by themselves; what is counted here are the attempts to send.
/// </summary>
internal sealed class BlobUpload(RemoteRepository repository, BlobSource source, string? mountFrom)
{
    private readonly Descriptor _descriptor = source.Descriptor;
    private readonly TransferLog _log = new(repository.Client.Options, "sent", source.Descriptor);
    private UploadSession? _session;
    private UploadOutcome _outcome = UploadOutcome.Sent;
    private bool _broken;
    private bool _inOnePiece = source.Descriptor.Size <= repository.Client.Options.ChunkSize;
    private long _best;

    public async Task<UploadOutcome> RunAsync(CancellationToken cancellationToken)
    {
        while (!await repository.Client.Retries.RunAsync($"sending {_descriptor.Digest} to {repository}", AttemptAsync, cancellationToken))
        {
        }
        return _outcome;
    }

    // An attempt that brought the upload on ends well: the next one is a first one again.
    private async Task<bool> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GoOnAsync(cancellationToken);
        }
        catch (TransientException)
        {
            _broken = true;
            if (!IsBeyondBest())
                throw;
            return false;
        }
    }

    private async Task<bool> GoOnAsync(CancellationToken cancellationToken)
    {
        if (_broken && await repository.HasBlobAsync(_descriptor, cancellationToken))
            return true;
        if (_broken && _session is { } broken && !await broken.AskAsync(source, cancellationToken))
            _session = null;
        _broken = false;
        if (_session is null && await StartAsync(cancellationToken))
            return true;
        while (!_inOnePiece && _session!.Offset < _descriptor.Size)
        {
            var length = Math.Min(repository.Client.Options.ChunkSize, _descriptor.Size - _session.Offset);
            if (!await _session.SendAsync(source, length, cancellationToken))
                return StartOver();
            _log.At(_session.Offset);
        }
        return await _session!.CompleteAsync(source, cancellationToken) || StartOver();
    }

    // Some registries take no pieces, and some forget an upload.
    private bool StartOver()
    {
        _session = null;
        _inOnePiece = true;
        throw new TransientException("it has given the upload up");
    }

    private bool IsBeyondBest()
    {
        var offset = _session?.Offset ?? 0;
        var further = offset > _best;
        _best = Math.Max(_best, offset);
        return further;
    }

    /// <summary>Opens a session; true where the registry mounted the blob instead.</summary>
    private Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        var request = repository.Request(
            HttpMethod.Post,
            mountFrom is null ? "blobs/uploads/" : $"blobs/uploads/?mount={Uri.EscapeDataString(_descriptor.Digest.ToString())}&from={Uri.EscapeDataString(mountFrom)}",
            mountFrom is null ? Scopes.Push(repository.Path) : Scopes.Mount(repository.Path, mountFrom))
            with { Content = _ => new ByteArrayContent([]) };
        return repository.Client.SendAsync(request, async response =>
        {
            switch (response.Status)
            {
                case HttpStatusCode.Created when mountFrom is not null:
                    _outcome = UploadOutcome.Mounted;
                    return true;
                case HttpStatusCode.Accepted:
                    _session = UploadSession.From(repository, response);
                    return false;
                default:
                    throw await repository.Client.UnexpectedAsync(request, response);
            }
        }, cancellationToken);
    }
}
