namespace MLOpsBuild.Registry.Tests;

/// <summary>Small packages and layouts that tests start from.</summary>
internal static class Sample
{
    public const string Name = "credit-scoring";

    public static readonly PackageConfig Config = new(PackageConfig.CurrentFormatVersion, Name, "binary-classification");

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Writes a package with a model of the given text, and returns its folder as a layout.</summary>
    public static async Task<(OciLayout Layout, Descriptor Manifest)> PackageAsync(TempFolder temp, string model = "a model", string at = "package")
    {
        temp.Write($"{at}-content/model.zip", model);
        temp.Write($"{at}-content/schema/columns.json", "[]");
        var manifest = await ModelPackage.WriteAsync(temp[$"{at}-content"], Config, temp[at], Cancellation);
        return (OciLayout.Open(temp[at]), manifest);
    }

    /// <summary>A layout that one package has been pushed to.</summary>
    public static async Task<(OciLayout Registry, TaggedDescriptor Pushed)> RegistryAsync(TempFolder temp)
    {
        var (package, manifest) = await PackageAsync(temp);
        var registry = OciLayout.Open(temp["registry"]);
        return (registry, await registry.PushAsync(package, manifest.Digest.ToString(), Name, Cancellation));
    }
}
