using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class TrustPolicyTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();
    private readonly SigningKey _key = Keys.New();

    public void Dispose()
    {
        _key.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void A_policy_names_keys_by_path_or_as_PEM_with_their_time_pipelines_and_revocation()
    {
        using var other = Keys.New();
        _temp.WritePublic(_key, "keys/ci.pub");
        var policy = Read($$"""
            {
              "formatVersion": 1,
              "keys": [
                {
                  "id": "{{_key.PublicKey.Id}}", "name": "ci-2026", "publicKey": "keys/ci.pub",
                  "notBefore": "2026-01-01T00:00:00Z", "notAfter": "2027-01-01T00:00:00+01:00", "pipelines": ["credit-scoring"]
                },
                {
                  "name": "ci-2025", "publicKey": {{JsonSerializer.Serialize(other.PublicKey.Pem)}}, "pipelines": ["*"],
                  "revoked": { "at": "2026-02-01T00:00:00Z", "reason": "superseded" }
                }
              ]
            }
            """);

        Assert.Equal(["ci-2026", "ci-2025"], policy.Keys.Select(key => key.Name));
        Assert.Equal([_key.PublicKey.Id, other.PublicKey.Id], policy.Keys.Select(key => key.PublicKey.Id));
        Assert.Equal((DateTimeOffset.Parse("2026-01-01T00:00:00Z", null), DateTimeOffset.Parse("2026-12-31T23:00:00Z", null)), (policy.Keys[0].NotBefore, policy.Keys[0].NotAfter));
        Assert.Equal((true, false, true), (policy.Keys[0].MaySign("credit-scoring"), policy.Keys[0].MaySign("customer-churn"), policy.Keys[1].MaySign("customer-churn")));
        Assert.Equal(new Revocation(DateTimeOffset.Parse("2026-02-01T00:00:00Z", null), RevocationReason.Superseded), policy.Keys[1].Revoked);
    }

    [Fact]
    public void Whether_a_key_may_sign_now_is_told_before_it_does()
    {
        using var other = Keys.New();
        var policy = Keys.Trust(_key.Trusted() with { Pipelines = [Sample.Name], NotAfter = Keys.Now });

        Assert.Null(policy.WhyNotTrusted(_key.PublicKey, Sample.Name, Keys.Now));
        Assert.Equal($"the trust policy has no key {other.PublicKey.Id}", policy.WhyNotTrusted(other.PublicKey, Sample.Name, Keys.Now));
        Assert.Contains("the key has expired at", policy.WhyNotTrusted(_key.PublicKey, Sample.Name, Keys.Now.AddSeconds(1)), StringComparison.Ordinal);
        Assert.Contains("and not of customer-churn", policy.WhyNotTrusted(_key.PublicKey, "customer-churn", Keys.Now), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"keys":[]}""", "$ has no 'formatVersion'.")]
    [InlineData("""{"formatVersion":2,"keys":[]}""", "it has the format 2; this build reads format 1.")]
    [InlineData("""{"formatVersion":1,"keys":[],"keyz":[]}""", "$ has a member 'keyz'. Known: formatVersion, keys.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"KEY","pipelines":["*"],"notafter":"2026-01-01T00:00:00Z"}]}""", "$.keys[0] has a member 'notafter'. Known: id, name, publicKey, notBefore, notAfter, pipelines, revoked.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"KEY","pipelines":["*"],"notAfter":"soon"}]}""", "$.keys[0].notAfter is 'soon' where a time such as 2026-01-31T12:00:00Z is expected.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"KEY","pipelines":["*"],"notAfter":null}]}""", "$.keys[0].notAfter is null where a text is expected.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"KEY","pipelines":["*"],"notBefore":"2026-01-01T00:00:00Z","notAfter":"2025-01-01T00:00:00Z"}]}""", "$.keys[0] has a notBefore that is not before its notAfter.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"KEY","pipelines":[]}]}""", "$.keys[0].pipelines is empty. Name the pipelines that the key may sign, or [\"*\"] for all.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"KEY"}]}""", "$.keys[0] has no 'pipelines'.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a\nb","publicKey":"KEY","pipelines":["*"]}]}""", "$.keys[0].name is no name on one line.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"gone.pub","pipelines":["*"]}]}""", "$.keys[0].publicKey is 'gone.pub', which is neither a PEM nor the path of a file beside the policy that can be read.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"trust.json","pipelines":["*"]}]}""", "$.keys[0].publicKey cannot be used: it is not the PEM of a public key on an elliptic curve.")]
    [InlineData("""{"formatVersion":1,"keys":[{"id":"1","name":"ci","publicKey":"KEY","pipelines":["*"]}]}""", "$.keys[0].id is '1', but the id of this public key is ID.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"KEY","pipelines":["*"],"revoked":{"at":"2026-01-01T00:00:00Z","reason":"bored"}}]}""", "$.keys[0].revoked.reason is 'bored'. Known: affiliationChanged, cessationOfOperation, keyCompromise, superseded, unspecified.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"ci","publicKey":"KEY","pipelines":["*"],"revoked":{"reason":"superseded"}}]}""", "$.keys[0].revoked has no 'at'.")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"KEY","pipelines":["*"]},{"name":"b","publicKey":"KEY","pipelines":["*"]}]}""", "$.keys[0] has the public key ID, which stands there twice.")]
    public void A_mistake_is_told_with_its_place(string text, string reason)
    {
        _temp.WritePublic(_key);
        var refused = Assert.Throws<RegistryException>(() => Read(text.Replace("KEY", "key.pub", StringComparison.Ordinal)));

        Assert.Equal(RegistryFault.Mistake, refused.Fault);
        Assert.Equal($"REG703: The trust policy {_temp.File("trust.json")} cannot be used: {reason.Replace("ID", _key.PublicKey.Id, StringComparison.Ordinal)} docs/supply-chain.md has its format.", refused.Message);
    }

    [Fact]
    public void A_policy_that_is_not_there_is_told() => Assert.Equal(
        $"REG703: The trust policy {_temp.File("none.json")} cannot be used: there is no such file. docs/supply-chain.md has its format.",
        Assert.Throws<RegistryException>(() => TrustPolicy.Read(_temp.File("none.json"))).Message);

    private TrustPolicy Read(string text) => TrustPolicy.Read(_temp.Write("trust.json", text));
}
