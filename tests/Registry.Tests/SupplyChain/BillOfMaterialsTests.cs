using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class BillOfMaterialsTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_bill_is_valid_by_the_strict_schema_of_CycloneDX()
    {
        await File.WriteAllBytesAsync(_temp.File("bom.json"), (await BillAsync()).ToBytes(), Sample.Cancellation);
        var run = await Validators.RunAsync("validate-bom.mjs", _temp.File("bom.json"));

        Assert.Equal((0, "", ""), run);
    }

    [Fact]
    public async Task The_schema_refuses_a_bill_with_a_member_that_it_does_not_have()
    {
        var text = System.Text.Encoding.UTF8.GetString((await BillAsync()).ToBytes());
        await File.WriteAllTextAsync(_temp.File("bom.json"), text.Replace("\"modelCard\"", "\"modelCards\"", StringComparison.Ordinal), Sample.Cancellation);

        Assert.Contains("additional properties", (await Validators.RunAsync("validate-bom.mjs", _temp.File("bom.json"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_values_give_the_same_bytes_whatever_the_locale()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        var first = (await BillAsync()).ToBytes();
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal(first, (await BillAsync()).ToBytes());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task It_lists_the_model_with_its_card_and_files_the_data_and_the_server_with_packages_and_native_libraries()
    {
        var root = JsonDocument.Parse((await BillAsync()).ToBytes()).RootElement;
        var components = root.GetProperty("components").EnumerateArray().ToDictionary(component => component.GetProperty("name").GetString() + " " + component.GetProperty("type").GetString());

        Assert.Equal(["credit-scoring machine-learning-model", "data/credit.csv data", "Server application", "Microsoft.NETCore.App framework", "LightGBM library", "Microsoft.ML library"], components.Keys);
        var card = components["credit-scoring machine-learning-model"].GetProperty("modelCard");
        Assert.Equal("auc 0.84375 0.8 0.9|demographic_parity_ratio 0.5", string.Join('|', card.GetProperty("quantitativeAnalysis").GetProperty("performanceMetrics").EnumerateArray().Select(Text)));
        Assert.Equal("Age: below 30", card.GetProperty("considerations").GetProperty("fairnessAssessments")[0].GetProperty("groupAtRisk").GetString());
        Assert.Equal(Digest.OfBytes("rows"u8).Hex, Hash(components["data/credit.csv data"]));
        var lightGbm = components["LightGBM library"];
        Assert.Equal("pkg:nuget/LightGBM@4.7.0", lightGbm.GetProperty("purl").GetString());
        Assert.Equal(Convert.ToHexStringLower(new byte[64]), Hash(lightGbm));
        Assert.Equal(Digest.OfBytes("native code"u8).Hex, Hash(lightGbm.GetProperty("components")[0]));
        Assert.Equal(["pkg:nuget/LightGBM@4.7.0"], Dependencies(root, "pkg:nuget/Microsoft.ML@5.0.1"));
        Assert.Equal(["framework:Microsoft.NETCore.App", "pkg:nuget/LightGBM@4.7.0", "pkg:nuget/Microsoft.ML@5.0.1"], Dependencies(root, "server"));
    }

    [Fact]
    public async Task What_it_tells_is_read_back()
    {
        var facts = BillFacts.Parse((await BillAsync()).ToBytes());

        Assert.Equal(8, facts.Components);
        Assert.Equal("15", facts.Parameters["trainer.leaves"]);
        Assert.Equal([new("auc", 0.84375) { Interval = (0.8, 0.9) }], facts.Metrics);
        Assert.Equal(Digest.OfBytes("rows"u8).Hex, facts.Data["data/credit.csv"]);
        Assert.Equal("4.7.0 5.0.1", string.Join(' ', facts.Libraries.Values));
    }

    [Fact]
    public async Task A_folder_without_a_program_is_told()
    {
        var refused = await Sample.RefusedAsync(() => ProgramInventory.ReadAsync(_temp.Path, "Server", Sample.Cancellation));

        Assert.Equal($"REG704: {_temp.Path} holds no Server.deps.json, so what the program consists of is not known. Build the program into this folder.", refused.Message);
    }

    private async Task<BillOfMaterials> BillAsync()
    {
        _temp.Write("server/runtimes/linux-x64/native/lib_lightgbm.so", "native code");
        _temp.Write("server/Server.runtimeconfig.json", """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"}}}""");
        _temp.Write("server/Server.deps.json", $$$$$$"""
            {"runtimeTarget":{"name":".NETCoreApp,Version=v10.0"},
             "targets":{".NETCoreApp,Version=v10.0":{
               "Server/1.2.3":{"dependencies":{"Microsoft.ML":"5.0.1"}},
               "Microsoft.ML/5.0.1":{"dependencies":{"LightGBM":"4.7.0","Not.Here":"1.0.0"}},
               "LightGBM/4.7.0":{"runtimeTargets":{
                 "runtimes/linux-x64/native/lib_lightgbm.so":{"rid":"linux-x64","assetType":"native"},
                 "runtimes/win-x64/native/lib_lightgbm.dll":{"rid":"win-x64","assetType":"native"}}}}},
             "libraries":{
               "Server/1.2.3":{"type":"project","sha512":""},
               "Microsoft.ML/5.0.1":{"type":"package","sha512":"sha512-{{{{{{Convert.ToBase64String(new byte[64])}}}}}}"},
               "LightGBM/4.7.0":{"type":"package","sha512":"sha512-{{{{{{Convert.ToBase64String(new byte[64])}}}}}}"}}}
            """);
        return new()
        {
            Pipeline = Sample.Name,
            Package = Digest.OfBytes("a package"u8),
            Version = "0.1.0",
            Timestamp = Keys.Now,
            ToolVersion = "0.1.0",
            Files = [new("model.zip", 7, Digest.OfBytes("a model"u8))],
            Data = new("data/credit.csv", Digest.OfBytes("rows"u8)) { Properties = Descriptor.NoAnnotations.Add("rows", "4454"), Sensitive = ["Age"] },
            Server = await ProgramInventory.ReadAsync(_temp.File("server"), "Server", Sample.Cancellation),
            Card = new()
            {
                Task = "binary-classification",
                Architecture = "LightGBM",
                Parameters = Descriptor.NoAnnotations.Add("trainer.leaves", "15"),
                Inputs = ["Age: number"],
                Outputs = ["probability of 'bad'"],
                Metrics = [new("auc", 0.84375) { Interval = (0.8, 0.9) }, new("precision", double.NaN), new("demographic_parity_ratio", 0.5) { Slice = "Age" }],
                Fairness = [new("Age: below 30", "'good' for 68 % of its rows, and for 87 % of '45 and above'.")],
            },
        };
    }

    private static string Text(JsonElement metric) => string.Join(' ', new[] { metric.GetProperty("type").GetString(), metric.GetProperty("value").GetString() }
        .Concat(metric.TryGetProperty("confidenceInterval", out var interval) ? interval.EnumerateObject().Select(end => end.Value.GetString()) : []));

    private static string? Hash(JsonElement component) => component.GetProperty("hashes")[0].GetProperty("content").GetString();

    private static IEnumerable<string?> Dependencies(JsonElement root, string reference) => root.GetProperty("dependencies").EnumerateArray()
        .Single(dependency => dependency.GetProperty("ref").GetString() == reference).GetProperty("dependsOn").EnumerateArray().Select(other => other.GetString());
}
