namespace MLOpsBuild.Targets;

/// <summary>Finds the folder that holds <c>.nuke</c>.</summary>
internal static class RootFinder
{
    /// <summary>From <c>--root</c>, else from what build.sh says, else upwards from the working folder, else from the program.</summary>
    public static AbsolutePath Find(IReadOnlyList<string> arguments, string? variable, string current, string program)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].StartsWith("--root=", StringComparison.Ordinal))
                return AbsolutePath.Create(Path.GetFullPath(arguments[i]["--root=".Length..], current));
            if (arguments[i] == "--root" && i + 1 < arguments.Count)
                return AbsolutePath.Create(Path.GetFullPath(arguments[i + 1], current));
        }

        return !string.IsNullOrEmpty(variable) ? AbsolutePath.Create(Path.GetFullPath(variable, current))
            : Upwards(current) ?? Upwards(program) ?? AbsolutePath.Create(current);
    }

    private static AbsolutePath? Upwards(string start)
    {
        for (var folder = AbsolutePath.Create(start); folder is not null; folder = folder.Parent)
        {
            if ((folder / ".nuke").DirectoryExists())
                return folder;
        }

        return null;
    }
}
