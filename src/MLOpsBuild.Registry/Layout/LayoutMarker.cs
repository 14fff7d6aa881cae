namespace MLOpsBuild.Registry;

/// <summary>The <c>oci-layout</c> file, which says that a folder is a layout; it is written last.</summary>
internal static class LayoutMarker
{
    private const string Version = "1.0.0";

    public static byte[] Bytes => JsonText.Object(writer => writer.WriteString("imageLayoutVersion", Version));

    /// <summary>Refuses a folder that is neither a layout nor free to become one.</summary>
    public static void Check(LayoutPaths paths)
    {
        try
        {
            // Looked for last: another process may be creating the layout, and writes the marker after everything else.
            var stranger = Stranger(paths);
            if (File.Exists(paths.Marker))
                CheckVersion(paths);
            else if (stranger is not null)
                throw RegistryErrors.NotALayout(paths.Root, stranger);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw StorageGuard.Translate(paths.Root, failure);
        }
    }

    private static void CheckVersion(LayoutPaths paths)
    {
        string version;
        try
        {
            version = JsonPlace.Parse(File.ReadAllBytes(paths.Marker), paths.Marker).Required("imageLayoutVersion").AsText();
        }
        catch (RegistryException invalid)
        {
            throw RegistryErrors.BrokenLayout(paths.Marker, "it is not the JSON of an OCI layout.", invalid);
        }
        if (version != Version)
            throw RegistryErrors.UnknownLayoutVersion(paths.Marker, version);
        if (!File.Exists(paths.Index))
            throw RegistryErrors.BrokenLayout(paths.Index, "it is missing.");
    }

    // A writer that died before the marker leaves the other files and our own folder behind: the next one completes them.
    private static string? Stranger(LayoutPaths paths)
    {
        if (File.Exists(paths.Root))
            return Path.GetFileName(paths.Root);
        if (!Directory.Exists(paths.Root))
            return null;
        var found = Directory.EnumerateFileSystemEntries(paths.Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        string[] ours = Directory.Exists(paths.Private) ? [OciLayout.WorkingFolder, "blobs", "index.json", "oci-layout"] : [];
        return found.Except(ours).FirstOrDefault();
    }
}
