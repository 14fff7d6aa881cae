using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace MLOpsBuild.Serving.Tests;

/// <summary>The model server as a process of its own, on a port that the system chose; gone when the test is.</summary>
internal sealed class ModelServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ModelServerProcess(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[Program, .. arguments])
            start.ArgumentList.Add(argument);
        // What is in the environment must not change what is served.
        start.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:1";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "MLOpsBuild.Serving.dll");

    /// <summary>What it said about errors so far.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };

    /// <summary>Starts it with the arguments and waits until it is ready.</summary>
    public static async Task<ModelServerProcess> StartAsync(string package, params string[] more)
    {
        var server = Launch(["--package", package, .. more.Contains("--urls") ? [] : (string[])["--urls", "http://127.0.0.1:0"], .. more]);
        server.Http.BaseAddress = await server._ready.Task.WaitAsync(Patience);
        return server;
    }

    /// <summary>Runs it to its end: its exit code and what it said about errors.</summary>
    public static async Task<(int Code, string Errors)> RunAsync(params string[] arguments)
    {
        await using var server = Launch(arguments);
        var code = await server.EndAsync();
        return (code, string.Join('\n', server._errors));
    }

    public void Terminate() => Assert.Equal(0, Kill(_process.Id, 15));

    public async Task<int> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async Task<(int Status, string Body)> PostAsync(string path, string body, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new(type);
        using var answer = await Http.PostAsync(path, content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ModelServerProcess Launch(string[] arguments) => new(arguments);

    private void Read(string? line)
    {
        if (line is null)
            _ready.TrySetException(new InvalidOperationException("The server ended before it was ready: " + string.Join('\n', _errors)));
        else if (line.Split(" is ready at ") is [_, var url])
            _ready.TrySetResult(new Uri(url));
    }

    private void Note(string? line)
    {
        if (line is not null)
            _errors.Enqueue(line);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
