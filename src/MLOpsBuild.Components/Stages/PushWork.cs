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
    ]);

    public override async Task<StageResult> RunAsync(StageScope scope, string output, StageContext context)
    {
        Signing.RequireKey(scope);
        var folder = Path.Combine(scope.Artifacts.Folder("package"), "oci");
        var package = await ModelPackage.FindAsync(folder, context.Cancellation);
        var registry = OciLayout.Open(scope.Registry);
        await SourceVersion.ProposeAsync(scope, registry, context.Cancellation);
        var pushed = await registry.PushAsync(OciLayout.Open(folder), package.Digest.ToString(), scope.Pipeline.Name, context.Cancellation);
        await PackageAttachments.AttachAsync(scope, registry, pushed, context.Cancellation);
        var push = new PushRecord(pushed.Tag, pushed.Descriptor.Digest.ToString());
        push.Write(output);
        return new($"Pushed {scope.Pipeline.Name}:{push.Version}", [], [new("version", push.Version), new("digest", push.Digest)]);
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
            return await PackageAttachments.ReasonToAttachAsync(scope, registry, found, config);
        }
        catch (RegistryException exception) when (exception.Fault == RegistryFault.Damage)
        {
            return "the registry's copy is damaged: " + exception.Message;
        }
    }
}
