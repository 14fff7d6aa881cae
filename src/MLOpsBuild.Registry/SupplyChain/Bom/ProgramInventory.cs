using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>What a .NET program in a folder consists of, as its <c>.deps.json</c> and <c>.runtimeconfig.json</c> say.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Packages">The NuGet packages, in ordinal order of their names.</param>
/// <param name="Frameworks">The shared frameworks that it runs on, each with the least version.</param>
public sealed record ProgramInventory(string Name, string Version, ImmutableArray<NuGetPackage> Packages, ImmutableArray<KeyValuePair<string, string>> Frameworks)
{
    /// <summary>Reads the inventory and hashes the native libraries; refuses with <see cref="RegistryCodes.NoInventory"/> a folder without it.</summary>
    /// <param name="folder">The folder of the program.</param>
    /// <param name="program">Its name, as in <c>NAME.deps.json</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ProgramInventory> ReadAsync(string folder, string program, CancellationToken cancellationToken = default)
    {
        var file = Path.Combine(folder, program + ".deps.json");
        if (!File.Exists(file))
            throw RegistryErrors.NoInventory(folder, program);
        return await StorageGuard.RunAsync(folder, () => DepsFile.ReadAsync(folder, program, cancellationToken));
    }
}

/// <summary>A NuGet package that a program uses.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha512">The content hash that NuGet records, 128 lower-case hexadecimal digits; empty where it records none.</param>
/// <param name="NativeLibraries">The native files that it brings, by their path in the program's folder.</param>
/// <param name="DependsOn">The names of the packages that it uses itself.</param>
public sealed record NuGetPackage(string Name, string Version, string Sha512, ImmutableArray<PackageFile> NativeLibraries, ImmutableArray<string> DependsOn)
{
    /// <summary>Its package URL.</summary>
    public string Url => $"pkg:nuget/{Uri.EscapeDataString(Name)}@{Uri.EscapeDataString(Version)}";
}
