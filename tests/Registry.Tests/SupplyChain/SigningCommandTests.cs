using System.Diagnostics;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class SigningCommandTests : IDisposable
{
    private static readonly byte[] Message = "what is signed"u8.ToArray();
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_program_signs_standard_input_to_standard_output()
    {
        var openssl = Services.Require("openssl");
        var (pem, publicKey) = WriteKey();
        using var key = Key($"{openssl} dgst -sha256 -sign \"{pem}\"", publicKey);

        Assert.True(key.PublicKey.Verifies(Message, await key.SignAsync(Message, Sample.Cancellation)));
    }

    [Fact]
    public async Task A_program_that_fails_is_told_with_what_it_wrote_and_without_its_arguments()
    {
        using var key = Key($"{Script("echo 'the token is not there' >&2; exit 7")} --pin 4711", WriteKey().PublicKey);
        var refused = await Sample.RefusedAsync(() => key.SignAsync(Message, Sample.Cancellation));

        Assert.Equal(RegistryFault.Environment, refused.Fault);
        Assert.Equal(
            "REG702: The signing program 'sign.sh' ended with 7: the token is not there. Try it by hand: it gets bytes on standard input and writes an ECDSA signature with SHA-256 as DER to standard output. Nothing was signed.",
            refused.Message);
        Assert.DoesNotContain("4711", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_hangs_is_ended_with_its_children_in_time()
    {
        var (_, publicKey) = WriteKey();
        using var key = Key($"{Script("echo $$ > \"$(dirname \"$0\")/pid\"; sleep 600")}", publicKey, TimeSpan.FromSeconds(1));
        var refused = await Sample.RefusedAsync(() => key.SignAsync(Message, Sample.Cancellation));

        Assert.StartsWith("REG702: The signing program 'sign.sh' did not answer within 1 seconds and was ended.", refused.Message, StringComparison.Ordinal);
        var pid = int.Parse(await File.ReadAllTextAsync(_temp.File("pid"), Sample.Cancellation), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(HasEnded(pid), $"process {pid} still runs");
    }

    [Fact]
    public async Task Cancelling_ends_the_program_and_is_no_failure_of_it()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Sample.Cancellation);
        using var key = Key(Script("sleep 600"), WriteKey().PublicKey);
        var signing = key.SignAsync(Message, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signing);
    }

    [Theory]
    [InlineData("cat >/dev/null; echo no signature")]
    [InlineData("head -c 3000000 /dev/zero")]
    [InlineData("exit 0")]
    public async Task What_is_no_signature_over_the_input_is_refused(string script)
    {
        using var key = Key(Script(script), WriteKey().PublicKey);
        var refused = await Sample.RefusedAsync(() => key.SignAsync(new byte[1 << 20], Sample.Cancellation));

        Assert.Matches(@"^REG702: The signing program 'sign\.sh' wrote [0-9]+ bytes that are no signature \(DER\) over its input by the key in MLOPSBUILD_SIGNING_PUBLIC_KEY\. ", refused.Message);
    }

    [Fact]
    public async Task A_signature_by_another_key_is_refused()
    {
        var openssl = Services.Require("openssl");
        using var other = Keys.New();
        using var key = Key($"{openssl} dgst -sha256 -sign \"{WriteKey().Private}\"", other.PublicKey.Pem);

        Assert.Equal(RegistryCodes.SigningFailed, (await Sample.RefusedAsync(() => key.SignAsync(Message, Sample.Cancellation))).Code);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        using var key = Key(_temp.File("missing").Replace(" ", "\" \"", StringComparison.Ordinal), WriteKey().PublicKey);

        Assert.StartsWith("REG702: The signing program 'missing' could not be started: there is no such program.", (await Sample.RefusedAsync(() => key.SignAsync(Message, Sample.Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_without_its_public_key_or_with_an_open_quote_is_refused()
    {
        Assert.Equal(
            "REG701: MLOPSBUILD_SIGNING_COMMAND cannot be used: the public key of the signing program is not known. Set MLOPSBUILD_SIGNING_PUBLIC_KEY to its PEM or the path of one.",
            Assert.Throws<RegistryException>(() => Keys.Find((SigningKeySource.CommandVariable, "sign"))).Message);
        Assert.StartsWith(
            "REG701: MLOPSBUILD_SIGNING_COMMAND cannot be used: a double quote is not closed.",
            Assert.Throws<RegistryException>(() => Key("sign \"a b", WriteKey().PublicKey)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "REG701: MLOPSBUILD_SIGNING_PUBLIC_KEY cannot be used: it is not the PEM of a public key on an elliptic curve.",
            Assert.Throws<RegistryException>(() => Key("sign", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_is_split_at_blanks_and_double_quotes_keep_them() =>
        Assert.Equal(["a b/sign", "--key", "", "x\\y", "c d"], CommandWords.Split("  \"a b\"/sign --key \"\" x\\y \"c d\" "));

    private (string Private, string PublicKey) WriteKey()
    {
        var pem = Keys.NewPem();
        using var key = Keys.Find((SigningKeySource.KeyVariable, pem))!;
        return (_temp.Write("private.pem", pem), key.PublicKey.Pem);
    }

    private string Script(string body)
    {
        var path = _temp.Write("sign.sh", "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return $"\"{path}\"";
    }

    private static SigningKey Key(string command, string publicKey, TimeSpan? timeout = null) => SigningKeySource.Find(
        name => name == SigningKeySource.CommandVariable ? command : name == SigningKeySource.PublicKeyVariable ? publicKey : null,
        Environment.CurrentDirectory,
        timeout ?? TimeSpan.FromSeconds(30))!;

    private static bool HasEnded(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
