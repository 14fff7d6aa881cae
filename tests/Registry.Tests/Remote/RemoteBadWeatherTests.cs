using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class RemoteBadWeatherTests(SharedRegistry shared) : IDisposable
{
    private readonly TemporaryFolder _temp = new();
    private readonly ConcurrentQueue<string> _said = [];

    public void Dispose() => _temp.Dispose();

    private RemoteOptions Telling => SharedRegistry.Quick with { Log = _said.Enqueue };

    [Fact]
    public async Task A_registry_that_resets_every_third_connection_is_pushed_to_and_pulled_from()
    {
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.Number % 3 == 0 ? new Fault.Reset() : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync(), Telling);
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await registry.AttachAsync(pushed.Descriptor, "text/plain", "about it"u8.ToArray(), cancellationToken: Sample.Cancellation);
        var elsewhere = OciLayout.Open(_temp.File("elsewhere"));

        var report = await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await elsewhere.VerifyAsync(await remote.PullAsync(elsewhere, Sample.Name, "0.1.0", Sample.Cancellation), Sample.Cancellation);

        Assert.Equal(6, report.Sent);
        Assert.Single(await elsewhere.ReferrersAsync(pushed.Descriptor.Digest, cancellationToken: Sample.Cancellation));
        Assert.Contains(_said, line => line.Contains("trying again in", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_server_error_that_passes_is_waited_for(int status)
    {
        var asked = new ConcurrentDictionary<string, int>();
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request =>
            asked.AddOrUpdate(request.Method + request.Path.Split('?')[0], 1, (_, times) => times + 1) < 4 ? new Fault.Answer(status) : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync());
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        var report = await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        Assert.Equal(3, report.Sent);
    }

    [Fact]
    public async Task A_server_error_that_does_not_pass_is_the_environments_fault()
    {
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), _ => new Fault.Answer(500));
        using var remote = proxy.Connect(await shared.NewAddressAsync());

        var refused = await Sample.RefusedAsync(() => remote.TagsAsync(Sample.Name, Sample.Cancellation));

        Assert.Equal(SharedRegistry.Quick.Attempts, proxy.Requests.Count);
        Assert.Equal((RegistryCodes.OutOfReach, RegistryFault.Environment), (refused.Code, refused.Fault));
        Assert.Equal(
            $"REG801: The registry {proxy.Host} is out of reach: GET http://{remote.Address}/credit-scoring/tags/list: it answers 500 (5 attempts). "
            + "Check the address, the network and whether the registry is up, then run again. Nothing is lost: what has arrived stays, and the next run goes on.",
            refused.Message.Replace("/v2/", "/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_who_listens_is_the_environments_fault()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = listener.LocalEndpoint.ToString()!;
        listener.Stop();
        using var remote = RemoteRegistry.Connect(host + "/acme", SharedRegistry.Quick);

        var refused = await Sample.RefusedAsync(() => remote.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation));

        Assert.Equal((RegistryCodes.OutOfReach, RegistryFault.Environment), (refused.Code, refused.Fault));
        Assert.Contains("Connection refused", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_asks_to_wait_is_given_the_time_it_asks_for()
    {
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.Number == 1 ? new Fault.Answer(429, "Retry-After: 1") : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync(), Telling);

        Assert.Empty(await remote.TagsAsync(Sample.Name, Sample.Cancellation));
        Assert.Equal($"{proxy.Host}: it answers 429; trying again in 1.0 s (2 of 5).", Assert.Single(_said));
    }

    [Fact]
    public async Task A_registry_that_asks_to_wait_for_an_hour_is_not_waited_for()
    {
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), _ => new Fault.Answer(429, "Retry-After: 3600"));
        using var remote = proxy.Connect(await shared.NewAddressAsync());

        var refused = await Sample.RefusedAsync(() => remote.TagsAsync(Sample.Name, Sample.Cancellation));

        Assert.Single(proxy.Requests);
        Assert.Equal((RegistryCodes.TooManyRequests, RegistryFault.Environment), (refused.Code, refused.Fault));
        Assert.Contains("It asks to wait 3600 seconds: run again then.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_says_nothing_is_given_up()
    {
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), _ => new Fault.Silence());
        using var remote = proxy.Connect(await shared.NewAddressAsync(), Telling with { StallTimeout = TimeSpan.FromMilliseconds(50) });

        var refused = await Sample.RefusedAsync(() => remote.TagsAsync(Sample.Name, Sample.Cancellation));

        Assert.Equal(RegistryCodes.OutOfReach, refused.Code);
        Assert.Contains("nothing has moved for 0.1 seconds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_cancelled_ends_as_cancelled_and_not_as_out_of_reach()
    {
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), _ => new Fault.Silence());
        using var remote = proxy.Connect(await shared.NewAddressAsync());
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => remote.TagsAsync(Sample.Name, cancellation.Token));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task An_answer_that_is_lost_does_not_fail_the_push(string method)
    {
        var lost = new HashSet<string>();
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request =>
            request.Method == method && lost.Add(request.Path.Split('?')[0]) && lost.Count < 5 ? new Fault.CutResponse(-1) : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync());
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        Assert.NotEmpty(lost);
        Assert.Equal(pushed.Descriptor.Digest, (await remote.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation))!.Digest);
    }

    [Fact]
    public async Task Something_that_is_no_registry_is_told_as_such()
    {
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), _ => new Fault.Answer(200, "Content-Type: text/html") { Body = "<html>" });
        using var remote = proxy.Connect(await shared.NewAddressAsync());

        var refused = await Sample.RefusedAsync(() => remote.TagsAsync(Sample.Name, Sample.Cancellation));

        Assert.Equal((RegistryCodes.NotARegistry, RegistryFault.Mistake), (refused.Code, refused.Fault));
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_registrys_own_words()
    {
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.IsUpload
            ? new Fault.Answer(405) { Body = """{"errors":[{"code":"UNSUPPORTED","message":"the registry is read-only"}]}""" }
            : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync());
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        var refused = await Sample.RefusedAsync(() => remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation));

        Assert.Equal((RegistryCodes.Refused, RegistryFault.Environment), (refused.Code, refused.Fault));
        Assert.Contains("it answers 405 (UNSUPPORTED: the registry is read-only).", refused.Message, StringComparison.Ordinal);
    }
}
