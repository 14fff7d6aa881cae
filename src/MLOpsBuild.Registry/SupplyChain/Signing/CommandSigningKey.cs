using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MLOpsBuild.Registry;

/// <summary>A program that gets the bytes on standard input and writes the signature (DER) to standard output, as a key in a token or a service is used.</summary>
internal sealed class CommandSigningKey(IReadOnlyList<string> command, PublicKey publicKey, TimeSpan timeout) : SigningKey
{
    private const int LongestSignature = 1024;
    private const int LongestComplaint = 400;

    public override PublicKey PublicKey { get; } = publicKey;

    // Arguments may hold secrets: messages name the program alone.
    private string Program => Path.GetFileName(command[0]);

    public override async Task<byte[]> SignAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var process = Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var complaint = process.StandardError.ReadToEndAsync(limit.Token);
            var output = ReadAsync(process.StandardOutput.BaseStream, limit.Token);
            await WriteAsync(process, bytes, limit.Token);
            var signature = await output;
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
                throw RegistryErrors.SigningFailed(Program, "ended with " + process.ExitCode.ToString(CultureInfo.InvariantCulture) + Tail(await complaint));
            return PublicKey.Verifies(bytes, signature)
                ? signature
                : throw RegistryErrors.SigningFailed(Program, $"wrote {signature.Length} bytes that are no signature (DER) over its input by the key in {SigningKeySource.PublicKeyVariable}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryErrors.SigningFailed(Program, string.Create(CultureInfo.InvariantCulture, $"did not answer within {timeout.TotalSeconds:0.##} seconds and was ended"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw RegistryErrors.SigningFailed(Program, $"could not be started: {failure.NativeErrorCode switch { 2 => "there is no such program", 13 => "it may not be run", _ => "the system refused" }}");
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(bytes, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that ends without reading says more by its exit code than by the broken pipe.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestSignature];
        var length = await output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        await output.CopyToAsync(Stream.Null, cancellationToken);
        return buffer[..length];
    }

    private static string Tail(string complaint)
    {
        var text = complaint.Trim();
        return text.Length == 0 ? "" : ": " + (text.Length <= LongestComplaint ? text : text[^LongestComplaint..]);
    }
}
