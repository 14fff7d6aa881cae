namespace MLOpsBuild.Registry;

/// <summary>
/// A folder that is filled beside its place and moved there when complete. A lock inside tells the leftovers of a killed process,
/// which the next one removes, from a folder that is being filled.
/// </summary>
internal sealed class UnpackTarget : IAsyncDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private readonly FileStream _lock;

    private UnpackTarget(string target, string temporary)
    {
        _target = target;
        _temporary = temporary;
        Directory.CreateDirectory(Content);
        _lock = new FileStream(LockIn(temporary), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    private string Content => Path.Combine(_temporary, "content");

    public static UnpackTarget Create(string folder)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(target))
            throw RegistryErrors.TargetExists(target);
        var parent = Path.GetDirectoryName(target)!;
        var prefix = $".{Path.GetFileName(target)}.unpacking-";
        Directory.CreateDirectory(parent);
        RemoveLeftovers(parent, prefix);
        return new UnpackTarget(target, Path.Combine(parent, prefix + Path.GetRandomFileName()));
    }

    public Stream CreateFile(PackageFile file)
    {
        var path = Path.Combine(Content, file.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    public void Publish()
    {
        if (Path.Exists(_target))
            throw RegistryErrors.TargetExists(_target);
        Directory.Move(Content, _target);
    }

    public async ValueTask DisposeAsync()
    {
        await _lock.DisposeAsync();
        Directory.Delete(_temporary, recursive: true);
    }

    private static void RemoveLeftovers(string parent, string prefix)
    {
        foreach (var leftover in Directory.EnumerateDirectories(parent, prefix + "*").Where(folder => File.Exists(LockIn(folder))).ToList())
        {
            using var dead = FileLock.TryExclusive(LockIn(leftover));
            if (dead is not null)
                Directory.Delete(leftover, recursive: true);
        }
    }

    private static string LockIn(string folder) => Path.Combine(folder, "lock");
}
