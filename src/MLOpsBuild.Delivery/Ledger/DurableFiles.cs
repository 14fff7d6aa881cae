namespace MLOpsBuild.Delivery;

/// <summary>Changes files on disk so that a kill leaves what was before or what was to be.</summary>
/// <param name="before">Told before each step, so that a test can end the process there.</param>
internal sealed class DurableFiles(Action<string>? before = null)
{
    /// <summary>Replaces a file as a whole.</summary>
    public void Write(string file, byte[] bytes)
    {
        var temporary = file + ".new";
        try
        {
            Step($"write {temporary}");
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(bytes);
                Step($"fsync {temporary}");
                stream.Flush(flushToDisk: true);
            }

            Step($"rename {temporary}");
            File.Move(temporary, file, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Adds bytes to the end of a file.</summary>
    public void Append(string file, byte[] bytes)
    {
        Step($"append {file}");
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.Write(bytes);
        Step($"fsync {file}");
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Cuts a file off, where it is longer.</summary>
    public void Truncate(string file, long length)
    {
        if (!File.Exists(file) || new FileInfo(file).Length <= length)
            return;
        Step($"truncate {file}");
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.SetLength(length);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Removes a file, where there is one.</summary>
    public void Delete(string file)
    {
        Step($"delete {file}");
        File.Delete(file);
    }

    /// <summary>A step that is about to be done.</summary>
    public void Step(string what) => before?.Invoke(what);
}
