using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>Small packages and layouts that tests start from.</summary>
internal static class Sample
{
    public const string Name = "credit-scoring";

    public static readonly PackageConfig Config = new(PackageConfig.CurrentFormatVersion, Name, "binary-classification");

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Writes a package with a model of the given text, and returns its folder as a layout.</summary>
    public static async Task<(OciLayout Layout, Descriptor Manifest)> PackageAsync(TemporaryFolder temp, string model = "a model", string at = "package")
    {
        temp.Write($"{at}-content/model.zip", model);
        temp.Write($"{at}-content/schema/columns.json", "[]");
        var manifest = await ModelPackage.WriteAsync(temp.File($"{at}-content"), Config, temp.File(at), Cancellation);
        return (OciLayout.Open(temp.File(at)), manifest);
    }

    /// <summary>A layout in <c>registry</c> that one package has been pushed to.</summary>
    public static async Task<(OciLayout Registry, TaggedDescriptor Pushed)> RegistryAsync(TemporaryFolder temp, string model = "a model")
    {
        var (package, manifest) = await PackageAsync(temp, model);
        var registry = OciLayout.Open(temp.File("registry"));
        return (registry, await registry.PushAsync(package, manifest.Digest.ToString(), Name, Cancellation));
    }

    /// <summary>Packages another model and pushes it as the next version.</summary>
    public static async Task<TaggedDescriptor> PushAsync(TemporaryFolder temp, OciLayout registry, string model)
    {
        var (package, manifest) = await PackageAsync(temp, model, "package-" + Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(model)).Hex[..8]);
        return await registry.PushAsync(package, manifest.Digest.ToString(), Name, Cancellation);
    }

    public static string Blob(string layout, Digest digest) => Path.Combine(layout, "blobs", "sha256", digest.Hex);

    public static string Write(this TemporaryFolder temp, string name, string text)
    {
        var path = temp.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public static Task<RegistryException> RefusedAsync(Func<Task> action) => Assert.ThrowsAsync<RegistryException>(action);
}
