using System.Diagnostics;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A copy of this repository's tracked files in a folder of its own, to be built and used as a user would.</summary>
public sealed class Checkout : IDisposable
{
    private const string Clone = "a clone";

    private readonly TemporaryFolder _folder = new("mlops checkout");

    private readonly int _port = FreePort.Find();

    /// <summary>Copies every file that git tracks or would track, as it stands in the working tree.</summary>
    public Checkout()
    {
        Root = _folder.File(Clone);
        foreach (var file in RepositoryFiles.All)
        {
            var target = Path.Combine(Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.File(file), target);
        }
    }

    /// <summary>A folder with these files, executable, instead of this repository's.</summary>
    public Checkout(IReadOnlyDictionary<string, string> files)
    {
        Root = _folder.File(Clone);
        Directory.CreateDirectory(Root);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(PathOf(name), text);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(PathOf(name), (UnixFileMode)0b111_101_101);
        }
    }

    private Checkout(Checkout template)
    {
        Root = template.PlaceBuiltIn is { } place && !Directory.Exists(place) ? place : _folder.File(Clone);
        using var copy = Process.Start("cp", ["-a", "--reflink=auto", template.Root, Root]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    /// <summary>The checkout's folder; it has spaces.</summary>
    public string Root { get; private set; }

    /// <summary>Where this checkout was built before it was set aside; <see langword="null"/> if it was not.</summary>
    private string? PlaceBuiltIn { get; set; }

    /// <summary>A copy with everything that was built and left so far; where this one was built, if that place is free.</summary>
    public Checkout Copy() => new(this);

    /// <summary>Leaves the place where it was built to copies: what MSBuild wrote holds only there, and elsewhere all is compiled again for one edit.</summary>
    public void SetAside()
    {
        PlaceBuiltIn = Root;
        Root = _folder.File("as it was built");
        Directory.Move(PlaceBuiltIn, Root);
    }

    /// <summary>A path inside the checkout.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Runs <c>build.sh</c> to its end.</summary>
    public Task<ScriptRun> BuildAsync(params string[] arguments) => Script().RunAsync(arguments);

    /// <summary><c>build.sh</c> of this checkout, to be run with other settings.</summary>
    public Script Script() => Script(PathOf("build.sh"));

    /// <summary>A program, such as one that is given <c>build.sh</c> as its argument, with the settings of this checkout.</summary>
    public Script Script(string program) => new Script(program, Root).With("MLOPSBUILD_PORT", _port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Where this checkout's server answers.</summary>
    public Uri Server => new($"http://127.0.0.1:{_port}/");

    /// <summary>Replaces text in a file; the text must be there.</summary>
    public void Edit(string file, string before, string after)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>The digest of what a pipeline pushed last.</summary>
    public string Digest(string pipeline)
    {
        using var push = JsonDocument.Parse(File.ReadAllText(PathOf("artifacts", pipeline, "push", "push.json")));
        return push.RootElement.GetProperty("digest").GetString()!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (File.Exists(PathOf("build.sh")))
            StopServers();
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
        _folder.Dispose();
    }

    private void StopServers()
    {
        foreach (var state in Directory.Exists(PathOf(".mlops", "deployments", "local")) ? Directory.GetDirectories(PathOf(".mlops", "deployments", "local")) : [])
            Script().RunAsync(["Stop", "--pipeline", Path.GetFileName(state)]).GetAwaiter().GetResult(); // Dispose cannot wait otherwise
    }
}
