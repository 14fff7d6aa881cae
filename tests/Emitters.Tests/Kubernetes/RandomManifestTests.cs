using System.Globalization;
using CsCheck;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Whatever a definition may say to Kubernetes is rendered and valid, and the same settings give the same bytes.</summary>
public sealed class RandomManifestTests
{
    private static readonly string[] Units = ["", "k", "M", "G", "Ki", "Mi", "Gi"];

    private static readonly Gen<KubernetesReplicas> Replicas = Gen.Select(Gen.Int[1, 50], Gen.Int[0, 500], (minimum, more) => new KubernetesReplicas(minimum, minimum + more));

    private static readonly Gen<string> Memory = Gen.Select(Gen.Int[1, 9_999], Gen.Int[0, 6], (count, unit) => count.ToString(CultureInfo.InvariantCulture) + Units[unit]);

    private static readonly Gen<KubernetesResources> Resources =
        from cpu in Gen.Int[1, 64_000]
        from limit in Gen.Int[0, 2_000]
        from limited in Gen.Bool
        from memory in Memory
        from temporary in Memory
        select new KubernetesResources
        {
            Cpu = cpu.ToString(CultureInfo.InvariantCulture) + "m",
            CpuLimit = limited ? ((cpu + limit) / 1000m).ToString(CultureInfo.InvariantCulture) : null,
            Memory = memory,
            Temporary = temporary,
        };

    private static readonly Gen<Func<KubernetesBuilder, KubernetesBuilder>> Settings =
        from replicas in Replicas
        from target in Gen.Int[1, 300]
        from resources in Resources
        from body in Gen.Int[1, 1 << 30]
        from rows in Gen.Int[1, 1_000_000]
        from drain in Gen.Int[0, 3600]
        from spaces in Gen.Shuffle(new[] { "no", "1e3", "monitoring", "a-b" }, 0, 4)
        from other in Replicas
        from bigger in Resources
        select (Func<KubernetesBuilder, KubernetesBuilder>)(kubernetes => With(kubernetes, resources)
            .Replicas(replicas.Minimum, replicas.Maximum, target)
            .Requests(body, rows)
            .Drain(drain.Seconds())
            .ReachableFrom([.. spaces])
            .Environment("other", there => there.Replicas(other.Minimum, other.Maximum).Resources(bigger.Cpu, bigger.Memory, bigger.CpuLimit, bigger.Temporary)));

    [Fact]
    public async Task All_settings_are_rendered_and_valid()
    {
        var emitted = new List<ImmutableArray<EmittedFile>>();
        Settings.Sample(
            settings =>
            {
                emitted.Add(Manifests.Files(settings));
                Assert.Equal(Manifests.Joined(emitted[^1]), Manifests.Joined(Manifests.Files(settings)));
            },
            iter: 10,
            threads: 1);
        var rendered = new List<string>();
        foreach (var files in emitted)
        {
            rendered.Add(await Kubectl.RenderAsync(files, "base"));
            rendered.Add(await Kubectl.RenderAsync(files, "overlays/other"));
        }

        Assert.Equal("", await KubernetesSchemas.ProblemsAsync(string.Join("---\n", rendered)));
    }

    private static KubernetesBuilder With(KubernetesBuilder kubernetes, KubernetesResources resources) =>
        kubernetes.Resources(resources.Cpu, resources.Memory, resources.CpuLimit, resources.Temporary);
}
