using System.Text;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>A pushed package with everything that Push attaches to one.</summary>
internal static class Signed
{
    public static readonly BuildProvenance Provenance = new()
    {
        Pipeline = Sample.Name,
        Builder = "https://ci.example/builder",
        Invocation = "https://ci.example/runs/1",
        StartedOn = Keys.Now.AddMinutes(-3),
        FinishedOn = Keys.Now,
        Dependencies =
        [
            new("source", Descriptor.NoAnnotations.Add("gitCommit", new string('a', 40))) { Uri = "git+https://git.example/models.git" },
            ResourceDescriptor.Of("data/credit.csv", Digest.OfBytes("rows"u8)),
        ],
    };

    public static readonly GateVerdict Gates = new(Sample.Name, Digest.OfBytes("definition"u8), ["auc >= 0.80: 0.84"], []);

    public static readonly byte[] Bill = Encoding.UTF8.GetBytes("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a"}]}""");

    /// <summary>Attaches bill, provenance and gates, and signs them with the key where there is one.</summary>
    public static async Task<IReadOnlyList<Descriptor>> AttachAsync(OciLayout registry, Descriptor package, SigningKey? key, DateTimeOffset? at = null, GateVerdict? gates = null)
    {
        List<Descriptor> attached =
        [
            await registry.AttachAsync(package, SupplyChainTypes.BillOfMaterials, Bill, cancellationToken: Sample.Cancellation),
            await StatementAsync(registry, package, SupplyChainTypes.ProvenancePredicate, Provenance.ToStatement(package.Digest)),
            await StatementAsync(registry, package, SupplyChainTypes.TestResultPredicate, (gates ?? Gates).ToStatement(package.Digest)),
        ];
        if (key is not null)
            attached.Add(await PackageSignature.AttachAsync(registry, package, attached, key, at ?? Keys.Now, Sample.Cancellation));
        return attached;
    }

    public static Task<Descriptor> StatementAsync(OciLayout registry, Descriptor package, string predicate, byte[] statement) =>
        registry.AttachAsync(package, SupplyChainTypes.Statement, statement, Descriptor.NoAnnotations.Add(SupplyChainTypes.PredicateAnnotation, predicate), Sample.Cancellation);

    public static async Task<(OciLayout Registry, Descriptor Package)> PushAsync(TemporaryFolder temp, SigningKey? key, DateTimeOffset? at = null, GateVerdict? gates = null)
    {
        var (registry, pushed) = await Sample.RegistryAsync(temp);
        await AttachAsync(registry, pushed.Descriptor, key, at, gates);
        return (registry, pushed.Descriptor);
    }

    /// <summary>The payload of the newest referrer of a type.</summary>
    public static async Task<(byte[] Bytes, Digest Digest)> PayloadAsync(OciLayout registry, Descriptor package, string type)
    {
        var referrer = (await registry.ReferrersAsync(package.Digest, type, Sample.Cancellation))[^1];
        await using var stream = await registry.OpenPayloadAsync(referrer, Sample.Cancellation);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, Sample.Cancellation);
        return (memory.ToArray(), Digest.OfBytes(memory.ToArray()));
    }
}
