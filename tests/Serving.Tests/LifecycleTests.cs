using System.Net;
using System.Net.Sockets;
using MLOpsBuild.Learning;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Serving.Tests;

/// <summary>How the server starts, refuses to start, and stops.</summary>
public sealed class LifecycleTests(CreditServer credit)
{
    [Fact]
    public async Task A_stop_makes_it_not_ready_first_and_finishes_the_requests()
    {
        await using var server = await ModelServerProcess.StartAsync(credit.Model.Package, "--drain", "3");
        var body = credit.Row();
        using var connection = RawConnection.To(server);
        await connection.SendAsync($"POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body[..10]}");

        server.Terminate();
        while ((await server.GetAsync("/v2/health/ready")) != (503, """{"ready":false}"""))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Assert.Equal((200, """{"live":true}"""), await server.GetAsync("/v2/health/live"));
        await connection.SendAsync(body[10..]);

        Assert.StartsWith("HTTP/1.1 200 ", await connection.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await server.EndAsync());
    }

    [Fact]
    public async Task A_stop_sends_clients_that_keep_their_connection_away_and_ends_when_they_have_gone()
    {
        await using var server = await ModelServerProcess.StartAsync(credit.Model.Package, "--drain", "1");
        var body = credit.Row();
        var request = $"POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        using var connection = RawConnection.To(server);
        await connection.SendAsync(request);
        Assert.DoesNotContain("Connection: close", await connection.ReadHeadAsync());

        server.Terminate();
        while ((await server.GetAsync("/v2/health/ready")).Status != 503)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        await connection.SendAsync(request);
        var answer = await connection.ReadToEndAsync();

        Assert.Contains("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(0, await server.EndAsync());
    }

    [Fact]
    public async Task Of_two_servers_on_a_port_the_second_gets_every_new_connection_and_takes_over_when_the_first_stops()
    {
        await using var first = await ModelServerProcess.StartAsync(credit.Model.Package, "--share-port", "--release", "1");
        var port = first.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await using var second = await ModelServerProcess.StartAsync(credit.Model.Package, "--share-port", "--release", "2", "--urls", port);

        await IsAnsweredByAsync(second, "2", connections: 50);
        first.Terminate();
        Assert.Equal(0, await first.EndAsync());
        await using var third = await ModelServerProcess.StartAsync(credit.Model.Package, "--share-port", "--release", "3", "--urls", port);
        await IsAnsweredByAsync(third, "3", connections: 50);
        second.Terminate();
        Assert.Equal(0, await second.EndAsync());
        await IsAnsweredByAsync(third, "3", connections: 5);
    }

    [Fact]
    public async Task A_port_in_use_is_named_and_ends_with_3()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var (code, errors) = await ModelServerProcess.RunAsync("--package", credit.Model.Package, "--urls", url);

        Assert.Equal(3, code);
        Assert.StartsWith($"Cannot listen on {url}: ", errors, StringComparison.Ordinal);
        Assert.EndsWith("Stop what listens there, or choose another port with --urls.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_arguments_are_told_at_once()
    {
        var (code, errors) = await ModelServerProcess.RunAsync("--pakage", "--urls", "https://x", "--max-rows", "0", "--release");

        Assert.Equal(2, code);
        Assert.StartsWith(
            """
            --pakage is no option; did you mean --package?
            --release needs a value.
            --package is missing: name the folder of an unpacked model package.
            --urls https://x: give one address such as http://127.0.0.1:8080; https belongs to a proxy in front.
            --max-rows 0: give a whole number from 1 to 1000000.

            Usage: 
            """.TrimEnd(),
            errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_answers_its_known_row_otherwise_is_never_ready()
    {
        using var folder = new TemporaryFolder();
        credit.Model.CopyTo(folder.File("package"));
        File.Delete(folder.File("package", StageFiles.KnownRows));
        KnownRowsFile.Write(folder.File("package", StageFiles.KnownRows), [credit.Model.Known[0] with { Name = "typical", Probability = 0.5f }]);
        var (code, errors) = await ModelServerProcess.RunAsync("--package", folder.File("package"), "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, code);
        Assert.Contains("known-rows.json: the known row 'typical' gets another probability than 0.5 (found ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StageFiles.Model)]
    [InlineData(StageFiles.ModelSchema)]
    [InlineData(StageFiles.KnownRows)]
    public async Task A_missing_or_damaged_file_of_the_package_is_named_without_a_stack_trace(string file)
    {
        using var folder = new TemporaryFolder();
        credit.Model.CopyTo(folder.File("package"));
        foreach (var damage in new Action<string>[] { path => File.WriteAllText(path, "no package"), File.Delete })
        {
            damage(folder.File("package", file));
            var (code, errors) = await ModelServerProcess.RunAsync("--package", folder.File("package"), "--urls", "http://127.0.0.1:0");
            Assert.Equal(1, code);
            Assert.Contains(file, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
    }

    private static async Task IsAnsweredByAsync(ModelServerProcess server, string release, int connections)
    {
        for (var i = 0; i < connections; i++)
        {
            using var connection = RawConnection.To(server);
            await connection.SendAsync($"GET /v2/models/credit-scoring HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            Assert.Contains($"\"versions\":[\"{release}\"]", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }
}
