using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using System.Text.Json;

/// <summary>Plants a secret in every way there is to leak one.</summary>
internal interface ILeaks : INukeBuild
{
    [Parameter("the secret to plant"), Secret]
    string? Token => TryGetValue(() => Token);

    [Parameter("another, of the secret type")]
    Secret? Key => TryGetValue(() => Key);

    [Parameter("a number that is secret"), Secret]
    int? Pin => TryGetValue<int?>(() => Pin);

    Target Leak => _ => _
        .Requires(() => Token)
        .Triggers(LeakByReason, LeakByCondition, LeakByFailure)
        .Executes(() => Managed(Token!), () => Encoded(Token!))
        .Executes(() => Outside(Token!))
        .Executes(() =>
        {
            ReportSummary(_ => _.AddPair("way-fact", Token));
            Console.WriteLine($"way-type {Key}");
            Console.WriteLine($"way-revealed {Key?.Reveal()}");
            Console.WriteLine($"way-built {Key?.Map("header", it => $"<<{it[1..4]}>>").Reveal()}");
        });

    Target LeakByReason => _ => _.UpToDateWhen(() => Freshness.UpToDate($"way-reason {Token}")).Executes(() => { });

    Target LeakByCondition => _ => _.OnlyWhenDynamic(() => false, $"way-condition {Token}").Executes(() => { });

    Target LeakByFailure => _ => _.Retry(1, $"way-retry {Token}").ProceedAfterFailure()
        .Executes(() => throw new InvalidOperationException($"way-exception {Token}", new IOException($"way-inner {Token}")));

    private static void Managed(string secret)
    {
        Console.WriteLine($"way-out {secret}");
        Console.Error.WriteLine($"way-error {secret}");
        Console.Write("way-chars ");
        foreach (var letter in secret)
            Console.Write(letter);
        Console.WriteLine();
        Console.Write($"way-split {secret[..5]}");
        Console.WriteLine(secret[5..]);
        Console.Write($"way-flushed {secret[..7]}");
        Console.Out.Flush();
        Console.WriteLine(secret[7..]);
        Console.WriteLine(secret.ToCharArray().Prepend(' ').ToArray());
        Console.WriteLine("way-format {0}", secret);
        using (var stream = Console.OpenStandardOutput())
            stream.Write(Encoding.UTF8.GetBytes($"way-stream {secret}\n"));
        using var done = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(_ =>
        {
            Console.WriteLine($"way-thread {secret}");
            done.Set();
        }, null);
        done.Wait();
    }

    private static void Encoded(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        Console.WriteLine($"way-base64 {Convert.ToBase64String(bytes)}");
        for (var shift = 1; shift <= 3; shift++)
            Console.WriteLine($"way-basic{shift} {Convert.ToBase64String(Encoding.UTF8.GetBytes("me:you"[..shift] + secret + "tail"))}");
        Console.WriteLine($"way-base64url {Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_')}");
        Console.WriteLine($"way-url {Uri.EscapeDataString(secret)}");
        Console.WriteLine($"way-form {WebUtility.UrlEncode(secret)}");
        Console.WriteLine($"way-json {JsonSerializer.Serialize(secret)}");
        Console.WriteLine($"way-xml {SecurityElement.Escape(secret)}");
        Console.WriteLine($"way-html {WebUtility.HtmlEncode(secret)}");
        Console.WriteLine($"way-hex {Convert.ToHexString(bytes)}");
        Console.WriteLine($"way-shell '{secret.Replace("'", "'\\''", StringComparison.Ordinal)}'");
    }

    private static async Task Outside(string secret)
    {
        await Child(secret, "echo \"way-child $PLANTED\"");
        await Child(secret, "echo \"way-childerror $PLANTED\" >&2");
        await Child(secret, "env | grep PLANTED | sed 's/^/way-environment /'");
        await Child(secret, "printf 'way-childsplit %s' \"$(printf %s \"$PLANTED\" | cut -c1-6)\"; sleep 0.05; printf '%s\\n' \"$(printf %s \"$PLANTED\" | cut -c7-)\"");
        await Child(secret, "printf 'way-childbase64 '; printf %s \"$PLANTED\" | base64");
        await Child(secret, "echo \"way-arguments $0 $@\"", secret);
        var bytes = Encoding.UTF8.GetBytes($"way-native {secret}\n");
        _ = Native.Write(1, bytes, bytes.Length);
    }

    private static async Task Child(string secret, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", script, "sh", .. arguments]);
        start.Environment["PLANTED"] = secret;
        using var child = Process.Start(start)!;
        await child.WaitForExitAsync();
    }
}

internal static partial class Native
{
    [LibraryImport("libc", EntryPoint = "write")]
    internal static partial nint Write(int stream, byte[] buffer, nint count);
}
