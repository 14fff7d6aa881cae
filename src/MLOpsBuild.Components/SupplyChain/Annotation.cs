using System.Collections.Immutable;

namespace MLOpsBuild.Components;

/// <summary>Annotations and other small maps of texts.</summary>
internal static class Annotation
{
    public static ImmutableSortedDictionary<string, string> None { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> Of(string name, string value) => None.Add(name, value);
}
