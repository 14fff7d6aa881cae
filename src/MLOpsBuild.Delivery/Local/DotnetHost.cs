namespace MLOpsBuild.Delivery;

/// <summary>Finds the program that runs .NET programs.</summary>
internal static class DotnetHost
{
    private const string Name = "dotnet";

    /// <summary>The host that runs this process or started it, else the one of DOTNET_ROOT, else of the PATH.</summary>
    public static string Find() =>
        new[] { Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"), Environment.ProcessPath, Path.Combine(Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "", Name) }
            .FirstOrDefault(path => Path.GetFileName(path) == Name && File.Exists(path))
        ?? OnPath(Name)
        ?? throw DeliveryErrors.Unsupported("no 'dotnet' program was found to run the model server.", "Install the .NET 10 runtime, or set DOTNET_ROOT to its folder.");

    /// <summary>The full path of a program on the PATH, or null.</summary>
    public static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
