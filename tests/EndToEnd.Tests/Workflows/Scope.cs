using System.Collections.Immutable;
using System.Security.Cryptography;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>What an expression can see at its place.</summary>
internal sealed record Scope
{
    /// <summary>The contexts by name: <c>github</c>, <c>inputs</c>, <c>secrets</c>, <c>needs</c>, <c>env</c>, <c>matrix</c>, <c>runner</c>, <c>steps</c>.</summary>
    public ImmutableDictionary<string, object?> Contexts { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>Whether something before this place has failed.</summary>
    public bool HasFailed { get; init; }

    /// <summary>The folder in which <c>hashFiles</c> looks.</summary>
    public string Workspace { get; init; } = "";

    public object? Context(string name) => Contexts.TryGetValue(name, out var context) ? context : throw new FormatException($"No context is called '{name}' here.");

    public Scope With(string name, IReadOnlyDictionary<string, object?> context) => this with { Contexts = Contexts.SetItem(name, context) };

    public object? Call(string function, List<object?> arguments) => function switch
    {
        "success" => !HasFailed,
        "failure" => HasFailed,
        "always" => true,
        "cancelled" => false,
        "contains" => Value.Text(arguments[0]).Contains(Value.Text(arguments[1]), StringComparison.OrdinalIgnoreCase),
        "startsWith" => Value.Text(arguments[0]).StartsWith(Value.Text(arguments[1]), StringComparison.OrdinalIgnoreCase),
        "hashFiles" => HashFiles(Value.Text(arguments[0])),
        _ => throw new FormatException($"This runner has no function '{function}'."),
    };

    /// <summary>A hash over the files of one name in any folder.</summary>
    private string HashFiles(string pattern)
    {
        Assert.StartsWith("**/", pattern, StringComparison.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Workspace, pattern[3..], SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
