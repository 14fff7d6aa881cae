using System.Globalization;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Serving;

/// <summary>Reads the command line of the server; every mistake is told at once.</summary>
internal static class ServerArguments
{
    public const string Usage = """
        Usage: dotnet MLOpsBuild.Serving.dll --package FOLDER [options]
          --package FOLDER     an unpacked model package
          --urls URL           where to listen, http only (default http://127.0.0.1:8080; port 0: the system chooses)
          --name NAME          the model's name (default: the pipeline's)
          --release VERSION    the release's version (default 0)
          --max-body BYTES     the largest request body (default 1048576)
          --max-rows ROWS      the most rows of one request (default 10000)
          --drain SECONDS      serve on this long after SIGTERM, not ready any more (default 0)
          --announce FILE      write the address into this file once ready
          --share-port         let another server listen on the port at the same time
        """;

    private static readonly string[] Known = ["--package", "--urls", "--name", "--release", "--max-body", "--max-rows", "--drain", "--announce", "--share-port"];

    /// <summary>The options, or what is wrong.</summary>
    public static (ServerOptions? Options, IReadOnlyList<string> Mistakes) Read(IReadOnlyList<string> arguments)
    {
        var mistakes = new List<string>();
        var values = Values(arguments, mistakes);
        var options = new ServerOptions { Package = values.GetValueOrDefault("--package", "") };
        if (options.Package.Length == 0 && !mistakes.Exists(mistake => mistake.StartsWith("--package", StringComparison.Ordinal)))
            mistakes.Add("--package is missing: name the folder of an unpacked model package.");
        options = options with
        {
            Name = values.GetValueOrDefault("--name"),
            Release = values.GetValueOrDefault("--release", options.Release),
            Url = Url(values, options.Url, mistakes),
            MaxBody = Number(values, "--max-body", 1, 1024 * 1024 * 1024, options.MaxBody, mistakes),
            MaxRows = Number(values, "--max-rows", 1, 1_000_000, options.MaxRows, mistakes),
            Drain = TimeSpan.FromSeconds(Number(values, "--drain", 0, 3600, 0, mistakes)),
            Announce = values.GetValueOrDefault("--announce"),
            SharePort = values.ContainsKey("--share-port"),
        };
        return mistakes.Count == 0 ? (options, mistakes) : (null, mistakes);
    }

    private static Dictionary<string, string> Values(IReadOnlyList<string> arguments, List<string> mistakes)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (!Known.Contains(name))
                mistakes.Add($"{name} is no option{(Nearest.To(name, Known) is { } near ? $"; did you mean {near}?" : ".")}");
            else if (values.ContainsKey(name))
                mistakes.Add($"{name} is given twice.");
            else if (name == "--share-port")
                values[name] = "";
            else if (i + 1 == arguments.Count || arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
                mistakes.Add($"{name} needs a value.");
            else
                values[name] = arguments[++i];
        }

        return values;
    }

    private static Uri Url(Dictionary<string, string> values, Uri otherwise, List<string> mistakes)
    {
        if (!values.TryGetValue("--urls", out var text))
            return otherwise;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.AbsolutePath == "/" && url.Query.Length == 0)
            return url;
        mistakes.Add($"--urls {text}: give one address such as http://127.0.0.1:8080; https belongs to a proxy in front.");
        return otherwise;
    }

    private static int Number(Dictionary<string, string> values, string name, int least, int most, int otherwise, List<string> mistakes)
    {
        if (!values.TryGetValue(name, out var text))
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {text}: give a whole number from {least} to {most}."));
        return otherwise;
    }
}
