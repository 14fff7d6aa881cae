using System.Text;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class SignatureTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();
    private readonly SigningKey _key = Keys.New();

    public void Dispose()
    {
        _key.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task Openssl_verifies_the_signature_over_the_encoding_of_DSSE()
    {
        var openssl = Services.Require("openssl");
        var bundle = await BundleAsync();
        var envelope = bundle.GetProperty("dsseEnvelope");
        var payload = envelope.GetProperty("payload").GetBytesFromBase64();
        var type = envelope.GetProperty("payloadType").GetString()!;
        await File.WriteAllBytesAsync(_temp.File("signed"), [.. Encoding.UTF8.GetBytes($"DSSEv1 {type.Length} {type} {payload.Length} "), .. payload], Sample.Cancellation);
        await File.WriteAllBytesAsync(_temp.File("signature"), envelope.GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64(), Sample.Cancellation);
        string[] verify = ["dgst", "-sha256", "-verify", _temp.WritePublic(_key), "-signature", _temp.File("signature")];

        Assert.Equal("Verified OK\n", await Shell.RunAsync(openssl, [.. verify, _temp.File("signed")]));
        await File.AppendAllTextAsync(_temp.File("signed"), " ", Sample.Cancellation);
        var changed = await Shell.TryAsync(openssl, [.. verify, _temp.File("signed")]);
        Assert.Equal((1, "Verification failure\n"), (changed.Exit, changed.Output));
    }

    [Fact]
    public async Task Sigstores_own_verifier_takes_the_bundle_with_the_right_key_and_refuses_it_with_another()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var (bundle, _) = await Signed.PayloadAsync(registry, package, SupplyChainTypes.Signature);
        await File.WriteAllBytesAsync(_temp.File("model.sig"), bundle, Sample.Cancellation);
        using var other = Keys.New();

        var right = await Validators.RunAsync("verify-bundle.mjs", _temp.File("model.sig"), _temp.WritePublic(_key));
        Assert.True(right.Exit == 0, right.Error);
        Assert.Equal("https://model_signing/signature/v1.0", JsonDocument.Parse(right.Output).RootElement.GetProperty("predicateType").GetString());
        var wrong = await Validators.RunAsync("verify-bundle.mjs", _temp.File("model.sig"), _temp.WritePublic(other, "other.pub"));
        Assert.Equal((1, "SIGNATURE_ERROR: signature verification failed\n"), (wrong.Exit, wrong.Error));
    }

    [Fact]
    public async Task The_statement_lists_each_file_as_model_signing_does_and_the_package_with_what_is_attached()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var bundle = JsonDocument.Parse((await Signed.PayloadAsync(registry, package, SupplyChainTypes.Signature)).Bytes).RootElement;
        var text = Encoding.UTF8.GetString(bundle.GetProperty("dsseEnvelope").GetProperty("payload").GetBytesFromBase64());
        var (model, columns) = (Digest.OfBytes("a model"u8), Digest.OfBytes("[]"u8));
        var root = Digest.OfBytes([.. Convert.FromHexString(model.Hex), .. Convert.FromHexString(columns.Hex)]);
        var bill = Digest.OfBytes(Signed.Bill);
        var provenance = Digest.OfBytes(Signed.Provenance.ToStatement(package.Digest));
        var gates = Digest.OfBytes(Signed.Gates.ToStatement(package.Digest));

        Assert.Equal(_key.PublicKey.Id, bundle.GetProperty("verificationMaterial").GetProperty("publicKey").GetProperty("hint").GetString());
        Assert.Equal(
            $$$$"""
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"credit-scoring","digest":{"sha256":"{{{{root.Hex}}}}"}}],
            "predicateType":"https://model_signing/signature/v1.0","predicate":{
            "serialization":{"method":"files","hash_type":"sha256","allow_symlinks":false},"resources":[
            {"name":"model.zip","algorithm":"sha256","digest":"{{{{model.Hex}}}}"},
            {"name":"schema/columns.json","algorithm":"sha256","digest":"{{{{columns.Hex}}}}"}],
            "vnd.mlopsbuild.package.v1":{"manifest":"{{{{package.Digest}}}}","pipeline":"credit-scoring","signedAt":"2026-03-01T12:00:00Z",
            "attachments":["{{{{bill}}}}","{{{{provenance}}}}","{{{{gates}}}}"]}}}
            """.Replace("\n", "", StringComparison.Ordinal),
            text);
    }

    [Fact]
    public async Task A_damaged_package_is_not_signed()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        foreach (var blob in Directory.GetFiles(Path.Combine(registry.Root, "blobs", "sha256")).Where(blob => new FileInfo(blob).Length > 2000))
            await File.AppendAllTextAsync(blob, "more", Sample.Cancellation);

        Assert.Equal(RegistryCodes.DamagedBlob, (await Sample.RefusedAsync(() => PackageSignature.AttachAsync(registry, pushed.Descriptor, [], _key, Keys.Now, Sample.Cancellation))).Code);
        Assert.Empty(await registry.ReferrersAsync(pushed.Descriptor.Digest, null, Sample.Cancellation));
    }

    [Fact]
    public void Files_stand_in_the_order_of_their_path_parts() =>
        Assert.Equal(["A", "a", "a/b", "a/b/c", "a.b", "b"], new[] { "b", "a.b", "a/b/c", "a", "A", "a/b" }.Order(PathOrder.Instance));

    private async Task<JsonElement> BundleAsync()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        return JsonDocument.Parse((await Signed.PayloadAsync(registry, package, SupplyChainTypes.Signature)).Bytes).RootElement;
    }
}
