using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>The server as a program: 0 when it was stopped, 1 when the model cannot be served, 2 for wrong arguments, 3 when it cannot listen.</summary>
internal static class ServerProgram
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(ServerArguments.Usage);
            return 0;
        }

        var (options, mistakes) = ServerArguments.Read(arguments);
        if (options is null)
        {
            await error.WriteLineAsync(string.Join('\n', mistakes) + "\n\n" + ServerArguments.Usage);
            return 2;
        }

        try
        {
            await new ModelServer(options, output).RunAsync();
            return 0;
        }
        catch (StageException failure)
        {
            await error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (Exception failure) when (failure is AddressInUseException or SocketException || failure.InnerException is AddressInUseException or SocketException)
        {
            await error.WriteLineAsync($"Cannot listen on {options.Url.GetLeftPart(UriPartial.Authority)}: {failure.Message} Stop what listens there, or choose another port with --urls.");
            return 3;
        }
    }
}
