namespace MLOpsBuild.Delivery;

/// <summary>The state, journal and <c>current</c> link of a deployment on disk.</summary>
internal sealed class Records(LocalPaths paths, DurableFiles files)
{
    public LocalState State() => RecordFile.Read(paths.State, LocalJson.Default.LocalState, state => state.Format) ?? new LocalState();

    public Journal? Journal() => RecordFile.Read(paths.Journal, LocalJson.Default.Journal, journal => journal.Format);

    public void Write(Journal journal) => RecordFile.Write(files, paths.Journal, journal, LocalJson.Default.Journal);

    public void Close() => files.Delete(paths.Journal);

    /// <summary>Writes the state, then lets <c>current</c> point to its release.</summary>
    public void Write(LocalState state)
    {
        RecordFile.Write(files, paths.State, state, LocalJson.Default.LocalState);
        Point(state);
    }

    /// <summary>Lets <c>current</c> point where the state says.</summary>
    public void Point(LocalState state)
    {
        if (state.Current is null)
            return;
        var target = Path.Combine("releases", state.Current);
        if (new FileInfo(paths.Current).LinkTarget != target)
            files.Link(paths.Current, target);
    }
}
