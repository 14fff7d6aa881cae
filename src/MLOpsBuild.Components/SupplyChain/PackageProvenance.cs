using System.Runtime.InteropServices;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>The provenance of a package: source, data and packages that went in, and the run that pushed it.</summary>
internal static class PackageProvenance
{
    private const string PackagePrefix = "package ";

    public static async Task<BuildProvenance> MakeAsync(StageScope scope, DateTimeOffset now, CancellationToken cancellation)
    {
        var pipeline = scope.Pipeline;
        var run = BuilderIdentity.Of(scope.Variable);
        return new()
        {
            Pipeline = pipeline.Name,
            Builder = run.Builder,
            Invocation = run.Invocation,
            StartedOn = scope.Started,
            FinishedOn = now,
            ExternalParameters = Annotation.Of("definition", Definition(pipeline)),
            InternalParameters = Annotation.Of("framework", RuntimeInformation.FrameworkDescription).Add("runtime", RuntimeInformation.RuntimeIdentifier),
            Dependencies = [.. await SourceAsync(scope, cancellation), Data(scope), .. Packages()],
        };
    }

    /// <summary>The digest of everything that the definition says to the stages up to Package.</summary>
    private static string Definition(Pipeline pipeline) => FileDigest.OfText(string.Join('\n',
        StageDefinitions.Prepare(pipeline), StageDefinitions.Train(pipeline), StageDefinitions.Test(pipeline), StageDefinitions.Validate(pipeline), StageDefinitions.Package(pipeline)));

    private static async Task<IEnumerable<ResourceDescriptor>> SourceAsync(StageScope scope, CancellationToken cancellation) =>
        await SourceState.FindAsync(scope.Root, cancellation) is not { } source
            ? []
            : [new("source", Annotation.Of("gitCommit", source.Commit)) { Uri = source.Uri, Annotations = Annotation.Of("dirty", source.Dirty ? "true" : "false") }];

    private static ResourceDescriptor Data(StageScope scope) =>
        ResourceDescriptor.Of(scope.Pipeline.Data.Csv, Digest.Parse(scope.Record("prepare")!.Inputs[scope.Pipeline.Data.Csv]));

    private static IEnumerable<ResourceDescriptor> Packages() => CodeVersions.Learning
        .Where(version => version.Key.StartsWith(PackagePrefix, StringComparison.Ordinal))
        .Select(version => (Name: version.Key[PackagePrefix.Length..], Version: version.Value))
        .Select(package => new ResourceDescriptor(package.Name, Annotation.None) { Uri = $"pkg:nuget/{package.Name}@{package.Version}" });
}
