using MLOpsBuild.Delivery.Tests;
using MLOpsBuild.Learning;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

[assembly: AssemblyFixture(typeof(Releases))]

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Releases of one trained model in a registry, made once for all tests.</summary>
public sealed class Releases : IAsyncLifetime
{
    public const string Pipeline = "credit-scoring";

    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder of the real model server.</summary>
    public static string ServerFolder { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "MLOpsBuild.Serving", new DirectoryInfo(AppContext.BaseDirectory).Name));

    internal string Registry => _folder.File("registry");

    internal Release First { get; private set; } = null!;

    internal Release Second { get; private set; } = null!;

    internal Release Third { get; private set; } = null!;

    /// <summary>Its known row is not what the model answers, and its server refuses to start.</summary>
    internal Release Unservable { get; private set; } = null!;

    /// <summary>Its known row is off by less than the server itself minds.</summary>
    internal Release Askew { get; private set; } = null!;

    /// <summary>The body of a request that every release answers.</summary>
    internal string Row { get; private set; } = "";

    internal float Probability { get; private set; }

    public async ValueTask InitializeAsync()
    {
        // A child process gets the releases of the test that started it.
        if (ChildTasks.IsChild)
            return;
        using var model = new TrainedModel();
        First = await PushAsync(model, "first", row => row);
        Second = await PushAsync(model, "second", row => row);
        Third = await PushAsync(model, "third", row => row);
        Unservable = await PushAsync(model, "unservable", row => row with { Probability = 0.5f });
        Askew = await PushAsync(model, "askew", row => row with { Probability = row.Probability + 5e-6f });
        Probability = model.Known[0].Probability;
        Row = "{" + string.Join(',', model.Known[0].Cells.Select(Text)) + "}";
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Release> PushAsync(TrainedModel model, string name, Func<KnownRow, KnownRow> change)
    {
        var content = _folder.File(name + "-content");
        model.CopyTo(content);
        await File.WriteAllTextAsync(Path.Combine(content, "name.txt"), name);
        File.Delete(Path.Combine(content, StageFiles.KnownRows));
        KnownRowsFile.Write(Path.Combine(content, StageFiles.KnownRows), [change(model.Known[0])]);
        var package = _folder.File(name + "-package");
        var manifest = await ModelPackage.WriteAsync(content, new(PackageConfig.CurrentFormatVersion, Pipeline, "binary-classification"), package);
        var pushed = await OciLayout.Open(Registry).PushAsync(OciLayout.Open(package), manifest.Digest.ToString(), Pipeline);
        return new(Registry, pushed.Tag, manifest.Digest.ToString());
    }

    private static string Text(KnownCell cell) => FormattableString.Invariant($"\"{cell.Column}\":{cell.Kind switch
    {
        Pipelines.ColumnKind.Category => cell.Category is null ? "null" : $"\"{cell.Category}\"",
        Pipelines.ColumnKind.Flag => cell.Number == 1 ? "true" : "false",
        _ => float.IsNaN(cell.Number) ? "null" : FormattableString.Invariant($"{cell.Number}"),
    }}");
}

/// <summary>A release in a registry.</summary>
internal sealed record Release(string Registry, string Version, string Digest)
{
    public DeployRequest At(int port, int keep = 3) => new()
    {
        Version = Version,
        Digest = Digest,
        Unpack = UnpackAsync,
        ServerFolder = Releases.ServerFolder,
        Port = port,
        KeepReleases = keep,
    };

    private async Task UnpackAsync(string folder)
    {
        var registry = OciLayout.Open(Registry);
        var package = await registry.FindAsync(Releases.Pipeline, Digest) ?? throw new InvalidOperationException($"{Digest} is not in {Registry}.");
        await registry.UnpackAsync(package, folder);
    }
}
