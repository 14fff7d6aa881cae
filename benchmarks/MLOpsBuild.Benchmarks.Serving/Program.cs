using System.Globalization;
using MLOpsBuild.Benchmarks.Serving;

if (args is ["--bare", var port, var answer])
{
    await BareEndpoint.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), answer);
    return 0;
}

var load = LoadOptions.Read(args);
if (load is null)
{
    await Console.Error.WriteLineAsync(LoadOptions.Usage);
    return 2;
}

await Comparison.RunAsync(load, Console.Out);
return 0;
