using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Rows by column, in memory: numbers and flags as 32-bit floats with NaN for missing, categories as strings with null for missing.</summary>
public sealed class Table
{
    private readonly IReadOnlyDictionary<string, float[]> _numbers;
    private readonly IReadOnlyDictionary<string, string?[]> _categories;

    /// <summary>A table of columns that all have as many cells as there are labels.</summary>
    public Table(RowSchema schema, IReadOnlyDictionary<string, float[]> numbers, IReadOnlyDictionary<string, string?[]> categories, bool[] labels)
    {
        Schema = schema;
        _numbers = numbers;
        _categories = categories;
        Labels = labels;
    }

    /// <summary>The columns; those of role Unused are not kept.</summary>
    public RowSchema Schema { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Labels.Length;

    /// <summary>Whether a row is of the positive class, one a row.</summary>
    public bool[] Labels { get; }

    /// <summary>The cells of a number or flag column, one a row; NaN is missing.</summary>
    public float[] Numbers(string column) => _numbers[column];

    /// <summary>The cells of a category column, one a row; null is missing.</summary>
    public string?[] Categories(string column) => _categories[column];

    /// <summary>The rows of these indices, in their order.</summary>
    public Table Select(IReadOnlyList<int> rows) => new(
        Schema,
        _numbers.ToDictionary(pair => pair.Key, pair => Pick(pair.Value, rows)),
        _categories.ToDictionary(pair => pair.Key, pair => Pick(pair.Value, rows)),
        Pick(Labels, rows));

    /// <summary>The same rows with other cells in a number or flag column.</summary>
    public Table WithNumbers(string column, float[] cells) =>
        new(Schema, new Dictionary<string, float[]>(_numbers) { [column] = cells }, _categories, Labels);

    /// <summary>The same rows with other cells in a category column.</summary>
    public Table WithCategories(string column, string?[] cells) =>
        new(Schema, _numbers, new Dictionary<string, string?[]>(_categories) { [column] = cells }, Labels);

    /// <summary>The same rows with other labels.</summary>
    public Table WithLabels(bool[] labels) => new(Schema, _numbers, _categories, labels);

    private static T[] Pick<T>(T[] cells, IReadOnlyList<int> rows)
    {
        var picked = new T[rows.Count];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = cells[rows[i]];
        return picked;
    }
}
