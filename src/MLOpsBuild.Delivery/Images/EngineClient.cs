using System.Net.Sockets;
using Docker.DotNet;

namespace MLOpsBuild.Delivery;

/// <summary>A connection to a Docker engine that has answered.</summary>
internal sealed class EngineClient : IDisposable
{
    private readonly DockerClientConfiguration _configuration;

    private EngineClient(DockerClientConfiguration configuration, DockerClient client, string address)
    {
        _configuration = configuration;
        Api = client;
        Address = address;
    }

    public DockerClient Api { get; }

    public string Address { get; }

    /// <exception cref="DeliveryException">None answers there, or the address cannot be used.</exception>
    public static async Task<EngineClient> ConnectAsync(EngineOptions options, CancellationToken cancellation)
    {
        var address = EngineAddress.Of(options);
        var credentials = options.Tls && address.Scheme is "tcp" or "https" ? EngineCertificates.Load(options) : new AnonymousCredentials();
        var configuration = new DockerClientConfiguration(address, credentials);
        var client = configuration.CreateClient();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.AnswerTimeout);
            await client.System.PingAsync(limit.Token);
            return new(configuration, client, address.ToString());
        }
        catch (Exception exception)
        {
            client.Dispose();
            configuration.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw DeliveryErrors.NoEngine(address.ToString(), Reason(exception, options), exception);
        }
    }

    /// <summary>Whether a failure is one of the connection, and not the engine's answer.</summary>
    public static bool IsLost(Exception exception) => exception is HttpRequestException or IOException or SocketException
        || (exception is AggregateException several && several.InnerExceptions.Any(IsLost));

    public void Dispose()
    {
        Api.Dispose();
        _configuration.Dispose();
    }

    private static string Reason(Exception exception, EngineOptions options) => Innermost(exception) switch
    {
        OperationCanceledException => FormattableString.Invariant($"no answer within {options.AnswerTimeout.TotalSeconds:0.#} s."),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "this user may not use it; add the user to the group docker.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } or FileNotFoundException => "there is no such socket.",
        var cause => cause.Message.TrimEnd('.') + ".",
    };

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
