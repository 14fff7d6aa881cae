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

    /// <summary>Gives a file another name, where it takes the place of another one.</summary>
    public void Move(string file, string to)
    {
        Step($"rename {file}");
        File.Move(file, to, overwrite: true);
    }

    /// <summary>Copies a file to where none is.</summary>
    public void Copy(string file, string to)
    {
        Step($"copy {to}");
        File.Copy(file, to);
    }

    /// <summary>Lets a symbolic link point elsewhere; whoever follows it comes to the old target or to the new one.</summary>
    public void Link(string link, string target)
    {
        var temporary = link + ".new";
        Delete(temporary);
        Step($"link {temporary}");
        File.CreateSymbolicLink(temporary, target);
        Step($"rename {temporary}");
        LibC.Rename(temporary, link);
    }

    /// <summary>Makes a folder and those that it stands in, where they are not.</summary>
    public void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        Step($"create {folder}");
        Directory.CreateDirectory(folder);
    }

    /// <summary>Gives a folder another name.</summary>
    public void MoveFolder(string folder, string to)
    {
        Step($"rename {folder}");
        Directory.Move(folder, to);
    }

    /// <summary>Removes a folder with all that it holds, where there is one.</summary>
    public void DeleteFolder(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var inside in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (inside is DirectoryInfo { LinkTarget: null })
                DeleteFolder(inside.FullName);
            else
                Delete(inside.FullName);
        }

        Step($"delete {folder}");
        Directory.Delete(folder);
    }

    /// <summary>A step that is about to be done.</summary>
    public void Step(string what) => before?.Invoke(what);
}
