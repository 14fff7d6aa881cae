namespace MLOpsBuild.Delivery;

/// <summary>Lets one process at a time change a deployment; the system frees it when its process ends, however it ends.</summary>
internal sealed class DeploymentLock : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly DurableFiles _files;
    private readonly string _holder;

    private DeploymentLock(FileStream file, DurableFiles files, string holder)
    {
        _file = file;
        _files = files;
        _holder = holder;
    }

    /// <summary>Takes the lock, or fails at once and says who holds it.</summary>
    public static async Task<DeploymentLock> TakeAsync(LocalPaths paths, DurableFiles files, TimeProvider time)
    {
        files.CreateFolder(paths.Folder);
        FileStream file;
        try
        {
            file = new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            throw DeliveryErrors.Locked(paths.Folder, Holder(paths));
        }

        try
        {
            var command = string.Join(' ', Environment.GetCommandLineArgs().Take(1).Select(Path.GetFileName));
            RecordFile.Write(files, paths.Holder, new LockHolder(Environment.ProcessId, command, time.GetUtcNow()), LocalJson.Default.LockHolder);
            return new(file, files, paths.Holder);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _files.Delete(_holder);
        await _file.DisposeAsync();
    }

    private static string? Holder(LocalPaths paths) => RecordFile.Read(paths.Holder, LocalJson.Default.LockHolder, _ => LocalState.KnownFormat) is { } holder
        ? FormattableString.Invariant($"process {holder.Pid} ({holder.Command}) since {holder.Since:u}")
        : null;

    // EWOULDBLOCK on Linux and macOS.
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35;
}
