namespace MLOpsBuild.Delivery;

/// <summary>Where a local deployment keeps what.</summary>
internal sealed class LocalPaths(string folder)
{
    /// <summary>The program that serves, by its file name.</summary>
    public const string Server = "MLOpsBuild.Serving.dll";

    public string Folder { get; } = Path.GetFullPath(folder);

    public string State => Path.Combine(Folder, "state.json");

    public string Journal => Path.Combine(Folder, "journal.json");

    public string Lock => Path.Combine(Folder, "lock");

    public string Holder => Path.Combine(Folder, "lock.json");

    /// <summary>A symbolic link to the current release's folder.</summary>
    public string Current => Path.Combine(Folder, "current");

    public string Releases => Path.Combine(Folder, "releases");

    /// <summary>Where a release is put together before it gets its name.</summary>
    public string Staging => Path.Combine(Folder, "staging");

    public ReleaseFolder Release(string version) => new(version, Path.Combine(Releases, version));

    /// <summary>Whether the process was started to serve a release of this folder.</summary>
    public bool IsServer(int pid) => CommandLines.Of(pid).Any(argument =>
        argument.StartsWith(Releases + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        && argument.EndsWith(Path.DirectorySeparatorChar + Server, StringComparison.Ordinal));
}
