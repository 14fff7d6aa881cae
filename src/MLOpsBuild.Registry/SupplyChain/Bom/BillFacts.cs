using System.Collections.Immutable;
using System.Globalization;

namespace MLOpsBuild.Registry;

/// <summary>What a bill of materials tells, read back: as much of it as there is.</summary>
public sealed record BillFacts
{
    /// <summary>How many components it lists, nested ones included.</summary>
    public required int Components { get; init; }

    /// <summary>The parameters of the model, by name.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = Descriptor.NoAnnotations;

    /// <summary>The metrics over all rows, in their order.</summary>
    public ImmutableArray<ModelMetric> Metrics { get; init; } = [];

    /// <summary>The SHA-256 of each data set, by name.</summary>
    public ImmutableSortedDictionary<string, string> Data { get; init; } = Descriptor.NoAnnotations;

    /// <summary>The version of each library, by name.</summary>
    public ImmutableSortedDictionary<string, string> Libraries { get; init; } = Descriptor.NoAnnotations;

    /// <summary>Reads a bill; refuses with <see cref="RegistryCodes.InvalidDocument"/> what is no CycloneDX.</summary>
    public static BillFacts Parse(ReadOnlyMemory<byte> bytes)
    {
        var root = JsonPlace.Parse(bytes, "the bill of materials");
        InTotoStatement.RequireText(root, "bomFormat", "CycloneDX");
        var components = root.Member("components")?.Items().ToList() ?? [];
        var card = components.FirstOrDefault(component => IsOf(component, "machine-learning-model"))?.Member("modelCard");
        return new()
        {
            Components = Count(root),
            Parameters = Map(card?.Member("properties")?.Items() ?? [], property => (property.Required("name").AsText(), property.Required("value").AsText())),
            Metrics = [.. (card?.Member("quantitativeAnalysis")?.Member("performanceMetrics")?.Items() ?? []).Where(metric => metric.Member("slice") is null).Select(ReadMetric)],
            Data = Map(components.Where(component => IsOf(component, "data")), data => (data.Required("name").AsText(), data.Required("hashes").Items().First().Required("content").AsText())),
            Libraries = Map(components.Where(component => IsOf(component, "library")), library => (library.Required("name").AsText(), library.Member("version")?.AsText() ?? "")),
        };
    }

    private static ModelMetric ReadMetric(JsonPlace metric)
    {
        var interval = metric.Member("confidenceInterval");
        return new(metric.Required("type").AsText(), Number(metric.Required("value")))
        {
            Interval = interval is null ? null : (Number(interval.Required("lowerBound")), Number(interval.Required("upperBound"))),
        };
    }

    private static double Number(JsonPlace place) => double.TryParse(place.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw place.Refuse("is no number.");

    private static bool IsOf(JsonPlace component, string type) => component.Required("type").AsText() == type;

    private static ImmutableSortedDictionary<string, string> Map(IEnumerable<JsonPlace> places, Func<JsonPlace, (string Name, string Value)> read) =>
        places.Select(read).Aggregate(Descriptor.NoAnnotations, (map, pair) => map.SetItem(pair.Name, pair.Value));

    private static int Count(JsonPlace place) => place.Member("components")?.Items().Sum(component => 1 + Count(component)) ?? 0;
}
