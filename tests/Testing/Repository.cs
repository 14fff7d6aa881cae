namespace MLOpsBuild.Testing;

/// <summary>This repository, as the tests see it.</summary>
public static class Repository
{
    /// <summary>The folder of the solution, found upwards from the test's program.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path inside the repository.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "MLOpsBuild.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No MLOpsBuild.sln above '{start}'. Run the tests from a checkout.");
    }
}
