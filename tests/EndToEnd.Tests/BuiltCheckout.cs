namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A fresh checkout in which the README's first command has run once; tests work on copies of it.</summary>
public sealed class BuiltCheckout : IAsyncLifetime
{
    private readonly Checkout _checkout = new();

    /// <summary>What the first command came to.</summary>
    public ScriptRun FirstRun { get; private set; } = new(-1, "", "");

    /// <summary>A copy of the checkout after the first command, its server stopped.</summary>
    public Checkout Copy() => _checkout.Copy();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        FirstRun = await _checkout.BuildAsync();
        await _checkout.BuildAsync("Stop");
        _checkout.SetAside();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _checkout.Dispose();
        return ValueTask.CompletedTask;
    }
}
