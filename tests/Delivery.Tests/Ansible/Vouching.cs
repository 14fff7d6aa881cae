using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLOpsBuild.Emitters;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A small package in a registry of its own, a trust policy, and the role's programs, which judge here as they do on a host.</summary>
internal sealed class Vouching : IDisposable
{
    public const string Pipeline = Releases.Pipeline;
    private readonly TemporaryFolder _folder = new();

    private Vouching(string name, Descriptor package) => (Name, Package) = (name, package);

    public Descriptor Package { get; private set; }

    public OciLayout Registry => OciLayout.Open(_folder.File("registry"));

    public string PolicyFile => _folder.File("trust.json");

    public string HostPolicy => _folder.File("host", "trust.json");

    private string Name { get; }

    public static SigningKey NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportPkcs8PrivateKeyPem();
        return SigningKeySource.Find(name => name == SigningKeySource.KeyVariable ? pem : null, Environment.CurrentDirectory)!;
    }

    /// <summary>A trust policy of keys; what is said of a key beside its PEM is JSON members.</summary>
    public static string Policy(params (SigningKey Key, string Members)[] keys) => $$"""
        {"formatVersion": 1, "keys": [{{string.Join(", ", keys.Select((key, place) => $$"""{"name": "key-{{place}}", "publicKey": {{JsonSerializer.Serialize(key.Key.PublicKey.Pem)}}, {{key.Members}}}"""))}}]}
        """;

    public static async Task<Vouching> StartAsync(string pipeline = Pipeline)
    {
        Services.Require("python3");
        Services.Require("openssl");
        var made = new Vouching(pipeline, null!);
        foreach (var file in new AnsibleEmitter().Emit(new(new HostedModel(to => to.Hosts("a"), to => to, to => to.RequireSignature()).Model, new() { Targets = [], Goals = [] }, "Definition.cs")).Files.Where(file => file.Path.EndsWith(".py", StringComparison.Ordinal)))
            await File.WriteAllTextAsync(made._folder.File(Path.GetFileName(file.Path)), file.Text);
        made.Package = await made.PushAsync("a model");
        return made;
    }

    public async Task<Descriptor> PushAsync(string text)
    {
        var content = Directory.CreateDirectory(_folder.File("content")).FullName;
        await File.WriteAllTextAsync(Path.Combine(content, "model.txt"), text);
        var package = await ModelPackage.WriteAsync(content, new(PackageConfig.CurrentFormatVersion, Name, "binary-classification"), _folder.File("package"));
        await Registry.PushAsync(OciLayout.Open(_folder.File("package")), package.Digest.ToString(), Name);
        return package;
    }

    public Task<Descriptor> SignAsync(SigningKey key, DateTimeOffset at) => PackageSignature.AttachAsync(Registry, Package, [], key, at);

    public Task<Descriptor> AttachAsync(byte[] bundle) => Registry.AttachAsync(Package, SupplyChainTypes.Signature, bundle);

    /// <summary>The newest signature.</summary>
    public async Task<byte[]> BundleAsync()
    {
        await using var stream = await Registry.OpenPayloadAsync((await Registry.ReferrersAsync(Package.Digest, SupplyChainTypes.Signature))[^1]);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    /// <summary>What the controller makes of a trust policy.</summary>
    public async Task<(int Exit, string Output, string Error)> ReadPolicyAsync(string policy)
    {
        await File.WriteAllTextAsync(PolicyFile, policy);
        return await Shell.TryAsync("python3", _folder.File("trust.py"), PolicyFile);
    }

    /// <summary>Puts a trust policy where the host would have it.</summary>
    public async Task TrustAsync(string policy)
    {
        var (_, text, error) = await ReadPolicyAsync(policy);
        Assert.Equal("", error);
        Directory.CreateDirectory(Path.GetDirectoryName(HostPolicy)!);
        await File.WriteAllTextAsync(HostPolicy, text);
    }

    /// <summary>What the host says: the content that was vouched for, or why nobody is believed.</summary>
    public async Task<(string? Layer, string? Refusal)> JudgeAsync(Action<JsonObject>? change = null)
    {
        var claims = (JsonObject)JsonNode.Parse(await Shell.RunAsync("python3", _folder.File("attached.py"), Registry.Root, Package.Digest.ToString()))!;
        claims["digest"] = Package.Digest.ToString();
        claims["pipeline"] = Pipeline;
        claims["policy"] = HostPolicy;
        claims["given"] = "";
        change?.Invoke(claims);
        var program = await File.ReadAllTextAsync(_folder.File("trust.py"));
        await File.WriteAllTextAsync(_folder.File("input"), $"{program}\njudge({JsonSerializer.Serialize(claims.ToJsonString())})\n");
        var verdict = JsonNode.Parse(await Shell.RunAsync("bash", "-c", "exec python3 - <\"$0\"", _folder.File("input")))!;
        return ((string?)verdict["layer"], (string?)verdict["refusal"]);
    }

    public void Dispose() => _folder.Dispose();
}
