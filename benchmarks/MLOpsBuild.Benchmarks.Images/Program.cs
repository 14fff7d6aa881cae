using System.Globalization;
using MLOpsBuild.Benchmarks.Images;
using MLOpsBuild.Testing;

// The image of a new model beside the image of everything: made and pushed in turn, in this one run, to a real registry.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var megabytes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
using var folder = new TemporaryFolder();
await using var registry = await DockerRegistry.StartAsync();
var factory = new ImageFactory(folder, registry.Host, args.Length > 2 ? args[2] : null);
await factory.PrepareAsync(megabytes);

Console.WriteLine($"{Environment.ProcessorCount} cores; {Load()} processes wanted to run in the last minute. More than cores: times are those of a busy machine.");
Console.WriteLine($"{rounds} rounds; a model of {megabytes} MB; least, median and most of each.\n");
var (whole, model) = (new List<Measurement>(), new List<Measurement>());
for (var round = 0; round < rounds; round++)
{
    whole.Add(await factory.MeasureAsync("first", round));
    model.Add(await factory.MeasureAsync("second", round));
}

Print("first image", whole);
Print("image of a new model", model);
Console.WriteLine($"Sent of a new model: {model.Max(each => each.Blobs)} blobs (its layer, the configuration, the manifest); aim: 3: {(model.All(each => each.Blobs == 3) ? "met" : "MISSED")}");

static void Print(string name, List<Measurement> all)
{
    Console.WriteLine(name);
    Row("make, s", all.Select(each => each.Make.TotalSeconds));
    Row("push, s", all.Select(each => each.Push.TotalSeconds));
    Row("sent, MB", all.Select(each => each.SentBytes / 1e6));
}

static void Row(string what, IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    Console.WriteLine($"  {what,-10} {sorted[0],10:0.000} {sorted[sorted.Length / 2],10:0.000} {sorted[^1],10:0.000}");
}

static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "an unknown number of";
