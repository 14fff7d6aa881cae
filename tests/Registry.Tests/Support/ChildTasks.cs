using System.Globalization;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>What child processes do; explicit, so that no run of the tests picks them up by itself.</summary>
public sealed class ChildTasks
{
    internal const string FolderVariable = "MLOPSBUILD_TEST_CHILD_FOLDER";
    internal const string ArgumentVariable = "MLOPSBUILD_TEST_CHILD_ARGUMENT";

    private static string Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable(FolderVariable);
            Assert.SkipWhen(folder is null, "Another test starts this one in a process of its own.");
            return folder!;
        }
    }

    private static string Argument => Environment.GetEnvironmentVariable(ArgumentVariable)!;

    /// <summary>Pushes ten models of its own and one that all children share.</summary>
    [Fact(Explicit = true)]
    public async Task PushTen()
    {
        var registry = OciLayout.Open(Folder);
        using var temp = new TemporaryFolder();
        foreach (var number in Enumerable.Range(0, 10))
        {
            await Sample.PushAsync(temp, registry, string.Create(CultureInfo.InvariantCulture, $"model {number} of {Argument}"));
            await Sample.PushAsync(temp, registry, "the shared model");
        }
    }

    /// <summary>Pushes models, moves an alias, attaches and collects garbage until it is killed.</summary>
    [Fact(Explicit = true)]
    public async Task PushForever()
    {
        var registry = OciLayout.Open(Folder);
        using var temp = new TemporaryFolder();
        for (var number = 0; ; number++)
        {
            var pushed = await Sample.PushAsync(temp, registry, string.Create(CultureInfo.InvariantCulture, $"model {number} of {Argument}"));
            await registry.TagAsync(Sample.Name, "champion", pushed.Descriptor, cancellationToken: Sample.Cancellation);
            await registry.AttachAsync(pushed.Descriptor, "text/plain", "about it"u8.ToArray(), cancellationToken: Sample.Cancellation);
            await registry.UntagAsync(Sample.Name, pushed.Tag, cancellationToken: Sample.Cancellation);
            await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation);
        }
    }

    /// <summary>Stops for good in the middle of a blob, when the file that the argument names appears.</summary>
    [Fact(Explicit = true)]
    public async Task StopInTheMiddleOfABlob()
    {
        var registry = OciLayout.Open(Folder);
        var pushed = await registry.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation);
        await registry.AttachAsync(pushed!, "text/plain", new StoppingStream(pieces: 4, Argument), cancellationToken: Sample.Cancellation);
    }

    /// <summary>Writes a package over another until it is killed.</summary>
    [Fact(Explicit = true)]
    public async Task WritePackagesForever()
    {
        using var temp = new TemporaryFolder();
        for (var number = 0; ; number++)
        {
            temp.Write("content/model.zip", string.Create(CultureInfo.InvariantCulture, $"model {number}"));
            await ModelPackage.WriteAsync(temp.File("content"), Sample.Config, Folder, Sample.Cancellation);
        }
    }

    private sealed class StoppingStream(int pieces, string marker) : MemoryStream
    {
        private int _left = pieces;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left-- > 0)
                return buffer.Length;
            await File.WriteAllTextAsync(marker, "", cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
