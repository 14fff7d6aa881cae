using System.Reflection;
using System.Text;

namespace MLOpsBuild.Delivery;

/// <summary>A folder that only this user may read, for one run of Ansible: its plugin and its password. Gone with the run.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string Plugin = "mlopsbuild_events.py";
    private readonly string _path = Directory.CreateTempSubdirectory("mlopsbuild-ansible-").FullName;

    /// <summary>The folder with the plugin.</summary>
    public string Plugins => _path;

    /// <summary>Writes the plugin that tells what Ansible does.</summary>
    public async Task WritePluginAsync(CancellationToken cancellation)
    {
        await using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Plugin)!;
        await using var file = File.Create(Path.Combine(_path, Plugin));
        await resource.CopyToAsync(file, cancellation);
    }

    /// <summary>Writes a secret into a file of mode 0600.</summary>
    public async Task<string> WriteSecretAsync(string secret, CancellationToken cancellation)
    {
        var path = Path.Combine(_path, "secret");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await file.WriteAsync(Encoding.UTF8.GetBytes(secret), cancellation);
        return path;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
