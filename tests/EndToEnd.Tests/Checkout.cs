using System.Diagnostics;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A copy of this repository's tracked files in a folder of its own, to be built and used as a user would.</summary>
public sealed class Checkout : IDisposable
{
    private readonly TemporaryFolder _folder = new("mlops checkout");

    private readonly int _port = FreePort.Find();

    /// <summary>Copies every file that git tracks or would track, as it stands in the working tree.</summary>
    public Checkout()
    {
        Root = _folder.File("a clone");
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
        Root = _folder.File("a clone");
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
        Root = _folder.File("a clone");
        using var copy = Process.Start("cp", ["-a", "--reflink=auto", template.Root, Root]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    /// <summary>The checkout's folder; it has spaces.</summary>
    public string Root { get; }

    /// <summary>A copy with everything that was built and left so far.</summary>
    public Checkout Copy() => new(this);

    /// <summary>A path inside the checkout.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Runs <c>build.sh</c> to its end.</summary>
    public Task<ScriptRun> BuildAsync(params string[] arguments) => Script().RunAsync(arguments);

    /// <summary><c>build.sh</c> of this checkout, to be run with other settings.</summary>
    public Script Script() => new Script(PathOf("build.sh"), Root).With("MLOPSBUILD_PORT", _port.ToString(System.Globalization.CultureInfo.InvariantCulture));

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
        _folder.Dispose();
    }

    private void StopServers()
    {
        foreach (var state in Directory.Exists(PathOf(".mlops", "deployments", "local")) ? Directory.GetDirectories(PathOf(".mlops", "deployments", "local")) : [])
            Script().RunAsync(["Stop", "--pipeline", Path.GetFileName(state)]).GetAwaiter().GetResult(); // Dispose cannot wait otherwise
    }
}
