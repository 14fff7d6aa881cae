namespace MLOpsBuild.Registry;

/// <summary>Turns what the file system refuses into a <see cref="RegistryException"/> that names the path and the fix.</summary>
internal static class StorageGuard
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static async Task<T> RunAsync<T>(string path, Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Translate(path, failure);
        }
    }

    public static Task RunAsync(string path, Func<Task> action) => RunAsync(path, async () =>
    {
        await action();
        return true;
    });

    public static RegistryException Translate(string path, Exception failure) => failure switch
    {
        UnauthorizedAccessException => RegistryErrors.AccessDenied(path, failure),
        { HResult: ReadOnlyFileSystem } => RegistryErrors.AccessDenied(path, failure),
        { HResult: NoSpace or QuotaExceeded or WindowsDiskFull } => RegistryErrors.DiskFull(path, failure),
        _ => RegistryErrors.Storage(path, failure),
    };
}
