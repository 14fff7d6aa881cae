using System.Globalization;
using Docker.DotNet.Models;

namespace MLOpsBuild.Delivery;

/// <summary>Follows what an engine says while it pushes: shows each state of a layer once, not each per cent, and knows the digest that it came to.</summary>
internal sealed class PushLog(Action<string> log) : IProgress<JSONMessage>
{
    private const string Digits = "0.0";
    private const double Megabyte = 1024.0 * 1024.0;
    private readonly HashSet<string> _said = [];
    private readonly HashSet<string> _sent = [];
    private readonly HashSet<string> _present = [];

    /// <summary>The manifest's digest; null where the engine has told none.</summary>
    public string? Digest { get; private set; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Error { get; private set; }

    /// <summary>How many layers were sent.</summary>
    public int Sent => _sent.Count;

    /// <summary>How many layers the registry had.</summary>
    public int Present => _present.Count;

    public void Report(JSONMessage value)
    {
        if (value.Error?.Message is { Length: > 0 } error)
            Error = error;
        else if (value.ErrorMessage is { Length: > 0 } message)
            Error = message;
        else if (value.Aux?.ExtensionData is { } told && told.TryGetValue("Digest", out var digest))
            Digest = Convert.ToString(digest, CultureInfo.InvariantCulture);
        else if (value.Status is { } status)
            Say(value, status);
    }

    private void Say(JSONMessage value, string status)
    {
        if (value.ID is { Length: > 0 } layer)
        {
            if (status == "Pushed")
                _sent.Add(layer);
            else if (status == "Layer already exists" || status.StartsWith("Mounted from ", StringComparison.Ordinal))
                _present.Add(layer);
        }

        if (_said.Add($"{value.ID} {status}"))
            log(string.IsNullOrEmpty(value.ID) ? status : $"{value.ID}: {status}{Size(value)}");
    }

    private static string Size(JSONMessage value) => value.Progress is { Total: > 0 and var total }
        ? $" {(total / Megabyte).ToString(Digits, CultureInfo.InvariantCulture)} MB"
        : "";
}
