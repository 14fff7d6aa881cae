using MLOpsBuild.Benchmarks.Targets;

// Whole processes, as people start them; each comparison measures both of its sides in turn, in this one run.
var runs = args is [var count] && int.TryParse(count, out var given) && given > 0 ? given : 11;
var root = Checkout.Find(AppContext.BaseDirectory);
var folder = Directory.CreateDirectory(Path.Combine(root, ".build", "benchmarks")).FullName;
var script = new Command(Path.Combine(root, "build.sh"), ["Empty"], root);
Console.WriteLine("Preparing: build.sh compiles the build, and the sample programs are compiled.");
script.Run();
var engine = Path.Combine(root, ".build", "own", "bin", "_build", "release", "MLOpsBuild.Targets.dll");
var hello = SampleProgram.Compile(folder, "hello", engine, """System.Console.WriteLine("hello");""");
var one = SampleProgram.Compile(folder, "one", engine, SampleBuilds.Chain(1));
var chain = SampleProgram.Compile(folder, "chain", engine, SampleBuilds.Chain(1000));
var layers = SampleProgram.Compile(folder, "layers", engine, SampleBuilds.Layers(1000, 50));
var waits = SampleProgram.Compile(folder, "waits", engine, SampleBuilds.Waits(8));

Console.WriteLine($"{Environment.ProcessorCount} cores; {Checkout.Load()} processes wanted to run in the last minute. More than cores: times are those of a busy machine.");
Console.WriteLine($"{runs} runs of each, in turn; times in seconds: least, median, most.");
Comparison.Ratio("warm ./build.sh Empty", script, "bare dotnet hello.dll", hello, runs, atMost: 5);
Comparison.Ratio("the built program alone", new Command("dotnet", [engine.Replace("MLOpsBuild.Targets.dll", "_build.dll", StringComparison.Ordinal), "Empty"], root), "bare dotnet hello.dll", hello, runs, atMost: 5);
Comparison.Beyond("1,000 targets in a chain", chain, "one target", one, runs, atMost: 0.3);
Comparison.Beyond("1,000 targets in 50 layers", layers, "one target", one, runs, atMost: 0.3);
Comparison.Memory("1,000 targets in a chain", chain, atMost: 60);
Comparison.Memory("1,000 targets in 50 layers", layers, atMost: 60);
Comparison.Memory("bare dotnet hello.dll", hello, atMost: null);
Comparison.Beyond("8 waits of 1 s, --parallel 8", waits.With("--parallel", "8"), "nothing", null, Math.Min(runs, 5), atMost: 1.3);
Comparison.Beyond("8 waits of 1 s, --parallel 1", waits.With("--parallel", "1"), "nothing", null, 1, atMost: null);
