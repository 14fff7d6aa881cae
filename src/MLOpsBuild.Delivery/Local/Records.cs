namespace MLOpsBuild.Delivery;

/// <summary>The state, journal and <c>current</c> link of a deployment on disk.</summary>
internal sealed class Records(LocalPaths paths)
{
    public LocalState State() => RecordFile.Read(paths.State, LocalJson.Default.LocalState, state => state.Format) ?? new LocalState();

    public Journal? Journal() => RecordFile.Read(paths.Journal, LocalJson.Default.Journal, journal => journal.Format);

    public Task WriteAsync(Journal journal) => RecordFile.WriteAsync(paths.Journal, journal, LocalJson.Default.Journal);

    public void Close() => File.Delete(paths.Journal);

    /// <summary>Writes the state, then lets <c>current</c> point to its release.</summary>
    public async Task WriteAsync(LocalState state)
    {
        await RecordFile.WriteAsync(paths.State, state, LocalJson.Default.LocalState);
        Point(state);
    }

    /// <summary>Lets <c>current</c> point where the state says.</summary>
    public void Point(LocalState state)
    {
        if (state.Current is null)
            return;
        var target = Path.Combine("releases", state.Current);
        if (new FileInfo(paths.Current).LinkTarget == target)
            return;
        var temporary = paths.Current + ".new";
        File.Delete(temporary);
        File.CreateSymbolicLink(temporary, target);
        LibC.Rename(temporary, paths.Current);
    }
}
