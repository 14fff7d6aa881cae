namespace MLOpsBuild.Delivery;

/// <summary>Keeps the last releases and removes the folders of all others.</summary>
internal sealed class Retention(LocalPaths paths, Records records, DurableFiles files)
{
    /// <summary>The state without what was removed; the current release always stays.</summary>
    public LocalState Run(LocalState state, int keep)
    {
        var kept = state.Releases.Where(release => release.Version == state.Current)
            .Concat(state.Releases.Where(release => release.Version != state.Current).TakeLast(keep - 1))
            .Select(release => release.Version)
            .ToHashSet(StringComparer.Ordinal);
        if (kept.Count < state.Releases.Length)
        {
            state = state with { Releases = [.. state.Releases.Where(release => kept.Contains(release.Version))] };
            records.Write(state);
        }

        foreach (var folder in Directory.EnumerateDirectories(paths.Releases).Where(folder => !kept.Contains(Path.GetFileName(folder))))
            files.DeleteFolder(folder);
        return state;
    }
}
