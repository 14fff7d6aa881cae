using System.Text;

namespace MLOpsBuild.Registry.Tests;

public sealed class ProvenanceTests
{
    private static readonly Digest Package = Digest.OfBytes("a package"u8);

    [Fact]
    public void Provenance_is_a_statement_with_the_predicate_of_SLSA() => Assert.Equal(
        $$$$"""
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"credit-scoring","digest":{"sha256":"{{{{Package.Hex}}}}"}}],
        "predicateType":"https://slsa.dev/provenance/v1","predicate":{
        "buildDefinition":{"buildType":"urn:mlopsbuild:pipeline:v1","externalParameters":{"pipeline":"credit-scoring"},"resolvedDependencies":[
        {"name":"source","uri":"git+https://git.example/models.git","digest":{"gitCommit":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}},
        {"name":"data/credit.csv","digest":{"sha256":"{{{{Digest.OfBytes("rows"u8).Hex}}}}"}}]},
        "runDetails":{"builder":{"id":"https://ci.example/builder"},"metadata":{"invocationId":"https://ci.example/runs/1",
        "startedOn":"2026-03-01T11:57:00Z","finishedOn":"2026-03-01T12:00:00Z"} } } }
        """.Replace("\n", "", StringComparison.Ordinal).Replace("} } } }", "}}}}", StringComparison.Ordinal),
        Encoding.UTF8.GetString(Signed.Provenance.ToStatement(Package)));

    [Fact]
    public void Provenance_is_read_back_as_it_was()
    {
        var statement = (Signed.Provenance with { ExternalParameters = Descriptor.NoAnnotations.Add("definition", "sha256:1"), InternalParameters = Descriptor.NoAnnotations.Add("runtime", "linux-x64") }).ToStatement(Package);

        Assert.Equal(statement, BuildProvenance.Parse(statement, Package).ToStatement(Package));
    }

    [Fact]
    public void Provenance_of_another_build_type_is_refused()
    {
        var foreign = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Signed.Provenance.ToStatement(Package)).Replace("urn:mlopsbuild:pipeline:v1", "https://other.example", StringComparison.Ordinal));

        Assert.Equal(
            "REG303: the provenance is not valid: $.predicate.buildDefinition has the buildType 'https://other.example' where urn:mlopsbuild:pipeline:v1 is expected. Write it again with the tool that made it.",
            Assert.Throws<RegistryException>(() => BuildProvenance.Parse(foreign, Package)).Message);
    }

    [Fact]
    public void A_verdict_is_a_test_result_that_is_read_back_and_whose_lists_its_result_may_not_contradict()
    {
        var failed = Signed.Gates with { Failed = ["latency p99 <= 5 ms: 9 ms"] };
        var text = Encoding.UTF8.GetString(failed.ToStatement(Package));
        var lying = Encoding.UTF8.GetBytes(text.Replace("FAILED", "PASSED", StringComparison.Ordinal));

        Assert.Contains("\"predicateType\":\"https://in-toto.io/attestation/test-result/v0.1\",\"predicate\":{\"result\":\"FAILED\"", text, StringComparison.Ordinal);
        Assert.Equal(failed.Failed, GateVerdict.Parse(failed.ToStatement(Package), Sample.Name, Package).Failed);
        Assert.Contains("has a result that its lists contradict", Assert.Throws<RegistryException>(() => GateVerdict.Parse(lying, Sample.Name, Package)).Message, StringComparison.Ordinal);
    }
}
