using System.Collections.Immutable;
using System.Text.Json;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>The fields that a request can name.</summary>
internal sealed class FieldSet
{
    private const int LongestSuggested = 64;

    public FieldSet(ModelSchema schema)
    {
        var features = 0;
        All = [.. schema.Columns.Select((column, index) => new Field(column, index, column.Role == ColumnRole.Feature ? features++ : -1))];
        Features = [.. All.Where(field => field.Feature >= 0)];
        Required = [.. Features.Where(field => !field.Optional)];
        Label = schema.Label;
    }

    public ImmutableArray<Field> All { get; }

    /// <summary>Those that the model reads, in its order.</summary>
    public ImmutableArray<Field> Features { get; }

    /// <summary>Those of the features that a row must have.</summary>
    public ImmutableArray<Field> Required { get; }

    /// <summary>What the model predicts; not a field.</summary>
    public string Label { get; }

    /// <summary>The field that the reader stands on; <paramref name="expected"/> is tried first, since rows come in the same order.</summary>
    public Field? Find(ref Utf8JsonReader reader, int expected)
    {
        if (expected < All.Length && JsonWords.Is(ref reader, All[expected].Utf8Name))
            return All[expected];
        foreach (var field in All)
        {
            if (JsonWords.Is(ref reader, field.Utf8Name))
                return field;
        }

        return null;
    }

    /// <summary>Why a name is no field, a clause.</summary>
    public string Unknown(string name) =>
        name == Label ? "is what the model predicts: leave it out" : "is no field of this model" + Suggest(name, Features.Select(field => field.Name));

    /// <summary>The nearest of the known names as the end of a clause, or all of them where none is near.</summary>
    public static string Suggest(string name, IEnumerable<string> known) =>
        (name.Length <= LongestSuggested ? Nearest.To(name, known) : null) is { } near ? $": did you mean '{near}'?" : $"; known are {string.Join(", ", known)}";
}
