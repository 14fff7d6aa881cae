using System.Collections.Immutable;
using MLOpsBuild.Learning;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Puts the package into the registry under a version: the next one for new content, the one it has for known content.</summary>
internal sealed class PushWork : StageWork
{
    public static PushWork Instance { get; } = new();

    public override string Name => "push";

    public override ImmutableArray<StageWork> Upstream => [PackageWork.Instance];

    public override Task<IEnumerable<KeyValuePair<string, string>>> InputsAsync(StageScope scope) => Of(
    [
        new("the package", scope.Record("package")?.Facts.FirstOrDefault(fact => fact.Key == "digest").Value ?? "missing"),
        .. scope.Outputs("validate", StageFiles.Evaluation),
        .. scope.Remote is { } remote ? [new("the registry", remote.Repository)] : Array.Empty<KeyValuePair<string, string>>(),
    ]);

    public override async Task<StageResult> RunAsync(StageScope scope, string output, StageContext context)
    {
        Signing.RequireKey(scope);
        var folder = Path.Combine(scope.Artifacts.Folder("package"), "oci");
        var package = await ModelPackage.FindAsync(folder, context.Cancellation);
        await SourceVersion.ProposeAsync(scope, OciLayout.Open(scope.Registry), context.Cancellation);
        var pushed = scope.Remote is null
            ? await PushHereAsync(scope, OciLayout.Open(folder), package, context.Cancellation)
            : await PushThereAsync(scope, scope.Remote.Mirror, OciLayout.Open(folder), package, context.Cancellation);
        var push = new PushRecord(pushed.Tag, pushed.Descriptor.Digest.ToString());
        push.Write(output);
        return new(
            $"Pushed {scope.Pipeline.Name}:{push.Version}{(scope.Remote is null ? "" : $" to {scope.Remote.Repository}")}",
            [],
            [new("version", push.Version), new("digest", push.Digest), .. Where(scope)]);
    }

    /// <summary>The registry must still hold what was pushed, whole and with what is attached to it.</summary>
    public override async Task<string?> ReasonToRunAsync(StageScope scope)
    {
        var push = PushRecord.Read(scope.Artifacts.Folder(Name));
        if (push is null)
            return "its record is missing or damaged";
        if (!Directory.Exists(scope.Registry))
            return "the registry is gone";

        var registry = OciLayout.Open(scope.Registry);
        var found = await registry.FindAsync(scope.Pipeline.Name, push.Version);
        if (found?.Digest.ToString() != push.Digest)
            return $"the registry does not hold {scope.Pipeline.Name}:{push.Version} with this digest";
        try
        {
            var config = await registry.VerifyAsync(found);
            return await PackageAttachments.ReasonToAttachAsync(scope, registry, found, config)
                ?? (scope.Remote is { } remote && !await remote.Mirror.HoldsAsync(push.Version, found.Digest) ? $"{remote.Repository} does not hold {push.Version} with this digest" : null);
        }
        catch (RegistryException exception) when (exception.Fault == RegistryFault.Damage)
        {
            return "the registry's copy is damaged: " + exception.Message;
        }
    }

    private static async Task<TaggedDescriptor> PushHereAsync(StageScope scope, OciLayout source, Descriptor package, CancellationToken cancellation)
    {
        var registry = OciLayout.Open(scope.Registry);
        var pushed = await registry.PushAsync(source, package.Digest.ToString(), scope.Pipeline.Name, cancellation);
        await PackageAttachments.AttachAsync(scope, registry, pushed, cancellation);
        return pushed;
    }

    // What another checkout pushed and attached is not made again: the same content would get a second bill and a second signature.
    private static Task<TaggedDescriptor> PushThereAsync(StageScope scope, LayoutMirror mirror, OciLayout source, Descriptor package, CancellationToken cancellation) =>
        mirror.PushAsync(source, package.Digest, async (pushed, isKnown) =>
        {
            var config = await mirror.Layout.VerifyAsync(pushed.Descriptor, cancellation);
            if (!isKnown || await PackageAttachments.ReasonToAttachAsync(scope, mirror.Layout, pushed.Descriptor, config) is not null)
                await PackageAttachments.AttachAsync(scope, mirror.Layout, pushed, cancellation);
        }, cancellation);

    private static KeyValuePair<string, string>[] Where(StageScope scope) => scope.Remote is { } remote ? [new("registry", remote.Repository)] : [];
}
