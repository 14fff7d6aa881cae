using System.Runtime.InteropServices;

namespace MLOpsBuild.Delivery;

/// <summary>The .NET runtime that runs this process, as the files of a folder that runs the model server wherever it is put.</summary>
internal static class DotnetRuntime
{
    private const string WebFramework = "Microsoft.AspNetCore.App";

    /// <summary>The host, the runtime and ASP.NET Core below a folder, in ordinal order.</summary>
    /// <exception cref="DeliveryException">This machine's runtime does not run in a Linux container, or is not whole.</exception>
    public static IReadOnlyList<ArchiveFile> Files(string folder)
    {
        if (!OperatingSystem.IsLinux())
            throw DeliveryErrors.Unsupported($"an image without an engine takes the .NET runtime of the machine that makes it, and {RuntimeInformation.OSDescription} is no Linux.", "Make it on Linux, or by a Docker engine.");
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var version = Path.GetFileName(runtime);
        var root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        var web = Newest(Path.Combine(root, "shared", WebFramework), version);
        var host = Newest(Path.Combine(root, "host", "fxr"), version);
        return
        [
            ArchiveFile.OnDisk($"{folder}/dotnet", Path.Combine(root, "dotnet"), isProgram: true),
            .. Below(root, host, folder),
            .. Below(root, web, folder),
            .. Below(root, runtime, folder),
        ];
    }

    /// <summary>The processor that it runs on, as the OCI specification names it.</summary>
    public static string Architecture => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        var other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>The version's own folder or, of the same major and minor version, the newest one.</summary>
    private static string Newest(string folder, string version)
    {
        var wanted = Version.Parse(version.Split('-')[0]);
        var found = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        return found.FirstOrDefault(candidate => Path.GetFileName(candidate) == version)
            ?? found.Select(candidate => (candidate, version: Version.TryParse(Path.GetFileName(candidate), out var parsed) ? parsed : null))
                .Where(candidate => candidate.version?.Major == wanted.Major && candidate.version.Minor == wanted.Minor)
                .MaxBy(candidate => candidate.version).candidate
            ?? throw DeliveryErrors.Unsupported($"'{folder}' holds no version {wanted.Major}.{wanted.Minor}, which the model server needs.", "Install the ASP.NET Core runtime beside the .NET runtime that runs this build.");
    }

    private static IEnumerable<ArchiveFile> Below(string root, string source, string folder) => Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
        .Where(path => Path.GetFileName(path) != "createdump")
        .Order(StringComparer.Ordinal)
        .Select(path => ArchiveFile.OnDisk($"{folder}/{path}", Path.Combine(root, path)));
}
