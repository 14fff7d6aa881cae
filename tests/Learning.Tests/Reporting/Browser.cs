using Microsoft.Playwright;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Learning.Tests;

/// <summary>The machine's own chromium, driven by Playwright; no browser is downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A page that tells what it asked of the network and what its console said.</summary>
    internal async Task<OpenPage> Open(string file, int width, ColorScheme scheme)
    {
        if (_browser is null)
        {
            var chromium = Services.Require("chromium");
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Flags, Headless = true });
        }

        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, Locale = "en-GB" });
        return await OpenPage.Of(context, file);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A file in a browser of its own.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What was asked for beside the file itself.</summary>
    public List<string> Requests { get; } = [];

    public List<string> Problems { get; } = [];

    public static async Task<OpenPage> Of(IBrowserContext context, string file)
    {
        var page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        page.Request += (_, request) => open.Requests.Add(request.Url);
        page.Console += (_, message) => open.Problems.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => open.Problems.Add(error);
        await page.GotoAsync(new Uri(file).AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });
        return open;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
