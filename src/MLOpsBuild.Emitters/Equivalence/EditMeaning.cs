namespace MLOpsBuild.Emitters;

/// <summary>Says in words what an edit of a generated file changes.</summary>
public static class EditMeaning
{
    private static ImmutableArray<ICiFileReader> Readers { get; } =
    [
        new WorkflowReader(),
        new JenkinsfileReader(),
    ];

    /// <summary>Sentences on what the file on disk does otherwise; none where the file is of a kind that nobody reads back, or the edit changes nothing that it does.</summary>
    public static ImmutableArray<string> Of(FileChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change is not { Kind: FileChangeKind.Update, Before: { } actual, After: { } expected } || Readers.FirstOrDefault(reader => reader.Reads(change.Path)) is not { } reader)
            return [];
        try
        {
            return CiGraphComparison.Differences(reader.Read(expected), reader.Read(actual));
        }
        catch (CiFileException exception)
        {
            return [$"the file cannot be read: {exception.Message}"];
        }
    }
}
