using System.Text;

namespace MLOpsBuild.Emitters;

/// <summary>The repository's folder: the only part that touches the disk.</summary>
/// <param name="root">Full path.</param>
public sealed class OutputFolder(string root)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What writing the emission would do; it writes nothing. A file that differs by line ends alone is as it should be.</summary>
    /// <exception cref="EmissionException">The emission has diagnostics.</exception>
    public ImmutableArray<FileChange> Check(Emission emission)
    {
        if (!emission.Diagnostics.IsEmpty)
            throw new EmissionException(emission.Diagnostics);
        return [.. emission.Files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(Compare)];
    }

    /// <summary>The emission's changes as one unified diff; empty when there are none.</summary>
    /// <inheritdoc cref="Check"/>
    public string Diff(Emission emission) => string.Concat(Check(emission).Select(change => change.Diff));

    /// <summary>Writes the emission, all files or, where one may not be written, none; and tells what was done.</summary>
    /// <exception cref="EmissionException">The emission has diagnostics, or another's file stands in the way.</exception>
    public ImmutableArray<FileChange> Write(Emission emission) => Apply(Check(emission));

    /// <summary>Carries changes out.</summary>
    /// <exception cref="EmissionException">Another's file stands in the way, or the system refuses.</exception>
    public ImmutableArray<FileChange> Apply(ImmutableArray<FileChange> changes)
    {
        if (changes.Any(change => change.Kind == FileChangeKind.Foreign))
            throw new EmissionException(changes.Where(change => change.Kind == FileChangeKind.Foreign).Select(Foreign));
        foreach (var change in changes)
        {
            try
            {
                Apply(change);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new EmissionException([new(FindingCodes.FileRefused, "the system does not let the file be written", change.Path, exception.Message, "Make the folder writable, or move what stands there.")]);
            }
        }

        return changes;
    }

    /// <summary>The text of a file with <c>\n</c> and without a byte order mark; null where there is none.</summary>
    internal string? Read(string path)
    {
        var file = new FileInfo(Full(path));
        return file.Exists ? File.ReadAllText(file.FullName, Utf8).Replace("\r\n", "\n", StringComparison.Ordinal) : null;
    }

    internal string Full(string path) => Path.Combine(root, path);

    private FileChange Compare(EmittedFile file)
    {
        var before = Read(file.Path);
        var kind = before is null ? FileChangeKind.Create
            : before == file.Text ? FileChangeKind.Unchanged
            : Header.IsBorneBy(before) ? FileChangeKind.Update
            : FileChangeKind.Foreign;
        return new(file.Path, kind, before, file.Text);
    }

    private void Apply(FileChange change)
    {
        var path = Full(change.Path);
        if (change.Kind == FileChangeKind.Remove)
        {
            File.Delete(path);
        }
        else if (change.Kind is FileChangeKind.Create or FileChangeKind.Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = path + ".new";
            File.WriteAllText(temporary, change.After, Utf8);
            File.Move(temporary, path, overwrite: true);
        }
    }

    private static Finding Foreign(FileChange change) => new(
        FindingCodes.ForeignFile,
        "a file that was not generated stands where one is to be written",
        change.Path,
        change.Before!.Split('\n')[0],
        "Move it away, or delete it; a generated file says so in its first lines.");
}
