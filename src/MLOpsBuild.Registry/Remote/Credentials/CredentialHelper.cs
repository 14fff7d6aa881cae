using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Registry;

/// <summary>A program <c>docker-credential-NAME</c>, which keeps credentials in the system's key store; see docker/docker-credential-helpers.</summary>
internal sealed partial class CredentialHelper(string name)
{
    private const string TokenUser = "<token>";
    private const string NotFound = "credentials not found";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private string Program => "docker-credential-" + name;

    /// <summary>The credentials of a registry, or null where the helper knows none.</summary>
    public async Task<RegistryCredentials?> GetAsync(string registry, CancellationToken cancellationToken)
    {
        if (!SafeName().IsMatch(name))
            throw RegistryErrors.HelperFailed(Program, "its name is not that of a program.");
        var (exit, output) = await RunAsync(registry, cancellationToken);
        if (exit != 0)
            return output.Contains(NotFound, StringComparison.OrdinalIgnoreCase) ? null : throw RegistryErrors.HelperFailed(Program, $"it ended with {exit}.");
        try
        {
            var answer = JsonPlace.Parse(Encoding.UTF8.GetBytes(output), Program);
            var user = answer.Required("Username").AsText();
            var secret = answer.Required("Secret").AsText();
            return user == TokenUser ? new("", secret) { IsIdentityToken = true } : new(user, secret);
        }
        catch (RegistryException)
        {
            throw RegistryErrors.HelperFailed(Program, "its answer is not JSON with Username and Secret.");
        }
    }

    private async Task<(int Exit, string Output)> RunAsync(string registry, CancellationToken cancellationToken)
    {
        using var process = Start();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await TellAsync(process, registry);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw RegistryErrors.HelperFailed(Program, "it did not answer within 30 seconds.");
        }
    }

    private Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(Program, ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception missing)
        {
            throw RegistryErrors.HelperFailed(Program, "it cannot be started.", missing);
        }
    }

    private static async Task TellAsync(Process process, string registry)
    {
        try
        {
            await process.StandardInput.WriteAsync(registry);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code tells more.
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SafeName();
}
