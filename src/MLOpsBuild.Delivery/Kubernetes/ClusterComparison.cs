using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>What a cluster has against what it is to have.</summary>
/// <param name="live">The objects that are there, with the managers of their fields.</param>
/// <param name="wanted">The objects as the cluster would have them.</param>
internal sealed class ClusterComparison(IReadOnlyList<JsonObject> live, IReadOnlyList<JsonObject> wanted)
{
    /// <summary>The objects that are missing.</summary>
    public IReadOnlyList<JsonObject> Missing { get; } = [.. wanted.Where(item => Find(live, item) is null)];

    /// <summary>What is otherwise, in the order of the objects.</summary>
    public ImmutableArray<FieldDifference> Differences { get; } =
        [.. wanted.SelectMany(item => Find(live, item) is { } there ? FieldDifference.Between(there, item) : [new(Told(item), "", null, null)])];

    /// <summary>What is otherwise than it was left, and who has set what besides; a sentence each.</summary>
    public IEnumerable<string> Drift
    {
        get
        {
            foreach (var difference in Differences)
                yield return difference.Path.Length == 0 ? $"{difference.Object} is gone" : $"{difference.Object}: {difference.Path} is {difference.Is ?? "gone"} and was left as {difference.WasToBe ?? "nothing"}{By(difference)}";
            foreach (var item in live)
            {
                foreach (var set in ManagedFields.OfOthers(item).Where(other => !Differences.Any(difference => difference.Object == Told(item) && Covers(difference.Path, other.Path))))
                    yield return $"{Told(item)}: {set.Path} was set by {set.Manager}{ManagedFields.At(set)}";
            }
        }
    }

    public static string Told(JsonObject item) => $"{item.Kind()} {item.Name()}";

    private string By(FieldDifference difference)
    {
        var item = live.First(item => Told(item) == difference.Object);
        return ManagedFields.OfOthers(item).FirstOrDefault(field => Covers(difference.Path, field.Path)) is { } field ? $", by {field.Manager}{ManagedFields.At(field)}" : "";
    }

    private static bool Covers(string path, string field) =>
        field.StartsWith(path, StringComparison.Ordinal) || path.StartsWith(field, StringComparison.Ordinal);

    private static JsonObject? Find(IReadOnlyList<JsonObject> items, JsonObject like) => items.FirstOrDefault(item => item.Kind() == like.Kind() && item.Name() == like.Name());
}
