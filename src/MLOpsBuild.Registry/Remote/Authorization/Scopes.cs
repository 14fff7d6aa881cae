using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>What a token must allow.</summary>
internal static class Scopes
{
    public static ImmutableArray<string> Pull(string repository) => [$"repository:{repository}:pull"];

    public static ImmutableArray<string> Push(string repository) => [$"repository:{repository}:pull,push"];

    public static ImmutableArray<string> Mount(string repository, string from) => [.. Push(repository), .. Pull(from)];
}
