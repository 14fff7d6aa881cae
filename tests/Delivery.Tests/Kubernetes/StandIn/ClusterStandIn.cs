using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>
/// Stands in for the API server of a cluster, which cannot be had on the machine that tests: it speaks over TLS the paths that kubectl and the driver use, keeps objects by the rules
/// of server-side apply, and plays the controllers of Deployments. It checks no schema, admits everything, and knows no watch.
/// </summary>
internal sealed class ClusterStandIn : IAsyncDisposable
{
    private const string Token = "the-token-of-the-kubeconfig";

    private readonly WebApplication _server;
    private readonly Lock _lock = new();

    private ClusterStandIn(WebApplication server, TemporaryFolder folder)
    {
        _server = server;
        Folder = folder;
        Objects = new(TimeProvider.System);
        Workloads = new(Objects, TimeProvider.System);
        _server.Run(AnswerAsync);
    }

    public TemporaryFolder Folder { get; }

    public ApiObjects Objects { get; }

    public Workloads Workloads { get; }

    /// <summary>The kubeconfig that leads to it.</summary>
    public string Kubeconfig => Folder.File("kubeconfig");

    /// <summary>What was asked: method, path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Runs before each answer; what it throws is the answer.</summary>
    public Action<string, string> Before { get; set; } = (_, _) => { };

    /// <summary>What a pod's <c>/metrics</c> answers.</summary>
    public Func<JsonObject, string> Metrics { get; set; } = _ => "";

    /// <summary>Starts it on a port of its own.</summary>
    public static async Task<ClusterStandIn> StartAsync(params string[] namespaces)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stand-in", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(certificate);
        }));
        var cluster = new ClusterStandIn(builder.Build(), new TemporaryFolder("cluster"));
        cluster.Objects.Namespaces.UnionWith(namespaces);
        await cluster._server.StartAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(cluster.Kubeconfig, Configuration(cluster._server.Urls.First(), certificate), TestContext.Current.CancellationToken);
        return cluster;
    }

    /// <summary>Changes an object as a person or program under another name would.</summary>
    public void Edit(string plural, string space, string name, string manager, Action<JsonObject> change)
    {
        lock (_lock)
        {
            var there = Objects.Find(plural, space, name)!;
            var changed = there.DeepClone().AsObject();
            change(changed);
            Objects.Update(there, changed, manager);
        }
    }

    /// <summary>Looks at the objects while no request changes them.</summary>
    public T Look<T>(Func<ApiObjects, T> look)
    {
        lock (_lock)
            return look(Objects);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var (method, path) = (http.Request.Method, http.Request.Path.Value!);
        Requests.Enqueue($"{method} {path}{http.Request.QueryString}");
        JsonNode answer;
        try
        {
            if (http.Request.Headers.Authorization != "Bearer " + Token)
                throw new ApiRefusal(401, "Unauthorized", "Unauthorized");
            Before(method, path);
            lock (_lock)
                answer = ApiResources.Discover(path) ?? new ApiRequest(this, http, path, body).Answer();
        }
        catch (ApiRefusal refusal)
        {
            http.Response.StatusCode = refusal.Status;
            answer = refusal.ToStatus();
        }

        http.Response.ContentType = answer is JsonValue ? "text/plain" : "application/json";
        await http.Response.WriteAsync(answer is JsonValue text ? text.GetValue<string>() : answer.ToJsonString(), http.RequestAborted);
    }

    private static string Configuration(string url, X509Certificate2 certificate)
    {
        var authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["clusters"] = new JsonArray(new JsonObject { ["name"] = "stand-in", ["cluster"] = new JsonObject { ["server"] = url, ["certificate-authority-data"] = authority } }),
            ["users"] = new JsonArray(new JsonObject { ["name"] = "tester", ["user"] = new JsonObject { ["token"] = Token } }),
            ["contexts"] = new JsonArray(new JsonObject { ["name"] = "stand-in", ["context"] = new JsonObject { ["cluster"] = "stand-in", ["user"] = "tester" } }),
            ["current-context"] = "stand-in",
        }.ToJsonString();
    }
}
