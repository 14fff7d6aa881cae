namespace MLOpsBuild.Benchmarks.Targets;

/// <summary>A program made for measuring: its source is written and compiled in a folder of its own, against the engine as build.sh runs it.</summary>
internal static class SampleProgram
{
    public static Command Compile(string parent, string name, string engine, string source)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        Directory.CreateDirectory(Path.Combine(folder, ".nuke"));
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(folder, file), "<Project />\n");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), source);
        File.WriteAllText(Path.Combine(folder, name + ".csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <TieredPGO>false</TieredPGO>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{engine}" />
              </ItemGroup>
            </Project>

            """);
        new Command("dotnet", ["build", "-c", "Release", "-v", "quiet", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-o", Path.Combine(folder, "out")], folder).Run();
        return new Command("dotnet", [Path.Combine(folder, "out", name + ".dll")], folder);
    }
}
