using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;
using MLOpsBuild.Targets.Tests.Hosting;

namespace MLOpsBuild.Targets.Tests.Secrets;

public sealed class LeakTests
{
    private const string Planted = "S3cr<t&'\"%+/é x9";
    private const string Other = "keykeykey1";

    [Fact]
    public async Task None_of_thirty_planted_leaks_is_found_in_any_output()
    {
        var (output, files) = await Run(["Leak", "--report", "run.json", "--verbosity", "verbose"]);
        var ways = output.Split('\n').Where(line => line.Contains("way-", StringComparison.Ordinal)).ToList();
        Assert.True(ways.Count >= 36, output);
        Assert.All(ways.Where(line => !line.Contains("way-type", StringComparison.Ordinal)), line => Assert.Contains("***", line));
        Assert.Contains("way-type Key\n", output);
        AssertClean(output + files);
    }

    [Theory]
    [InlineData("Leak", "--plan")]
    [InlineData("Leak", "--plan", "--format", "json")]
    [InlineData("--help")]
    [InlineData("Leak", "--help")]
    [InlineData("--list")]
    [InlineData("Leak", "--pin", "S3cr<t&'\"%+/é x9")]
    [InlineData("Leak", "--bogus")]
    public async Task No_page_and_no_message_shows_a_secret(params string[] arguments)
    {
        var (output, files) = await Run(arguments);
        AssertClean(output + files);
    }

    [Fact]
    public async Task Annotations_for_GitHub_show_no_secret()
    {
        var (output, files) = await Run(["LeakByFailure"], ("GITHUB_ACTIONS", "true"));
        Assert.Contains("::error title=LeakByFailure::InvalidOperationException: way-exception ***", output);
        AssertClean(output + files);
    }

    [Fact]
    public async Task A_run_without_secrets_is_left_alone()
    {
        using var probe = new ProbeProcess(new Dictionary<string, string>(), "Echo", "--words", Planted);
        Assert.Contains($"[{Planted}]\n", (await probe.End()).Output);
    }

    private static async Task<(string Output, string Files)> Run(string[] arguments, params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string> { ["MLOPSBUILD_TOKEN"] = Planted, ["MLOPSBUILD_KEY"] = Other };
        foreach (var (name, value) in more)
            variables[name] = value;
        using var probe = new ProbeProcess(variables, arguments);
        var (_, output, error) = await probe.End();
        var files = probe.Folder.GetFiles(depth: 9).Select(file => file.ReadAllText());
        return (output + error, string.Concat(files));
    }

    /// <summary>Looks for the secret as a reader would who knows every encoding.</summary>
    private static void AssertClean(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(Planted);
        string[] forms =
        [
            Planted, Uri.EscapeDataString(Planted), WebUtility.UrlEncode(Planted), WebUtility.HtmlEncode(Planted), SecurityElement.Escape(Planted),
            JsonSerializer.Serialize(Planted)[1..^1], Convert.ToBase64String(bytes), Convert.ToHexString(bytes), Planted[..12], Planted[4..], Other,
        ];
        Assert.All(forms, form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase));
        foreach (var word in text.Split([' ', '\n', '"', ':'], StringSplitOptions.RemoveEmptyEntries).Where(it => it.Length > 8))
        {
            var decoded = new byte[word.Length];
            if (Convert.TryFromBase64String(word.Replace('-', '+').Replace('_', '/').PadRight((word.Length + 3) / 4 * 4, '='), decoded, out var count))
                Assert.DoesNotContain(Planted[..8], Encoding.UTF8.GetString(decoded, 0, count));
        }
    }
}
