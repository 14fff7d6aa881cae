using System.Text;
using System.Text.Json;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>A field of a request: one of the model's columns.</summary>
internal sealed class Field(ModelColumn column, int index, int feature)
{
    private readonly byte[][] _words = [.. column.Categories.Select(Encoding.UTF8.GetBytes)];

    public string Name { get; } = column.Name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(column.Name);

    /// <summary>Its place among the fields.</summary>
    public int Index { get; } = index;

    /// <summary>Its place among the model's features; -1 where the model does not read it.</summary>
    public int Feature { get; } = feature;

    public ModelColumn Column { get; } = column;

    public ColumnKind Kind { get; } = column.Kind;

    public bool Optional { get; } = column.Optional;

    /// <summary>The model's word that is this text, or null, without making a string of it.</summary>
    public string? Known(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if (JsonWords.Is(ref reader, _words[i]))
                return Column.Categories[i];
        }

        return null;
    }
}
