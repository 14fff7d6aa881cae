using MLOpsBuild.Registry;

namespace MLOpsBuild.Components.Tests;

/// <summary>Packages in the registry of a build's root, with everything that Push attaches.</summary>
internal static class Pushed
{
    public const string Bill = """{"bomFormat":"CycloneDX"}""";

    public static readonly string Commit = new('c', 40);

    public static async Task<Descriptor> PackageAsync(string root, string pipeline, string model, SigningKey? key = null, byte[]? bill = null, string? commit = null, string definition = "first")
    {
        var cancellation = TestContext.Current.CancellationToken;
        var content = Directory.CreateDirectory(Path.Combine(root, "content", model)).FullName;
        await File.WriteAllTextAsync(Path.Combine(content, "model.zip"), model, cancellation);
        var source = OciLayout.Open(Path.Combine(root, "package", pipeline, model));
        var manifest = await ModelPackage.WriteAsync(content, new(PackageConfig.CurrentFormatVersion, pipeline, "binary-classification"), source.Root, cancellation);
        var registry = OciLayout.Open(Path.Combine(root, ".mlops", "registry"));
        var package = (await registry.PushAsync(source, manifest.Digest.ToString(), pipeline, cancellation)).Descriptor;
        List<Descriptor> attached =
        [
            await registry.AttachAsync(package, SupplyChainTypes.BillOfMaterials, bill ?? System.Text.Encoding.UTF8.GetBytes(Bill), cancellationToken: cancellation),
            await AttachAsync(SupplyChainTypes.ProvenancePredicate, Provenance(pipeline, commit ?? Commit, definition).ToStatement(package.Digest)),
            await AttachAsync(SupplyChainTypes.TestResultPredicate, new GateVerdict(pipeline, package.Digest, ["auc >= 0.5"], []).ToStatement(package.Digest)),
        ];
        if (key is not null)
            await PackageSignature.AttachAsync(registry, package, attached, key, DateTimeOffset.UtcNow, cancellation);
        return package;

        Task<Descriptor> AttachAsync(string predicate, byte[] statement) =>
            registry.AttachAsync(package, SupplyChainTypes.Statement, statement, Annotation.Of(SupplyChainTypes.PredicateAnnotation, predicate), cancellation);
    }

    private static BuildProvenance Provenance(string pipeline, string commit, string definition) => new()
    {
        Pipeline = pipeline,
        Builder = "https://ci.example/",
        Invocation = "https://ci.example/1",
        StartedOn = DateTimeOffset.UnixEpoch,
        FinishedOn = DateTimeOffset.UnixEpoch,
        ExternalParameters = Annotation.Of("definition", definition),
        Dependencies = [new("source", Annotation.Of("gitCommit", commit)) { Annotations = Annotation.Of("dirty", "true") }],
    };
}
