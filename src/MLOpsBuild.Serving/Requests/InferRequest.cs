using System.Buffers;
using System.Text.Json;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>An inference request of the Open Inference Protocol v2, column by column.</summary>
internal sealed class InferRequest(FieldSet fields) : IDisposable
{
    private readonly float[]?[] _numbers = new float[]?[fields.Features.Length];
    private readonly string?[]?[] _words = new string?[]?[fields.Features.Length];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);
    private string? _firstInput;

    /// <summary>The client's name for the request, echoed.</summary>
    public string? Id { get; private set; }

    /// <summary>The number of rows, the same in all inputs.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether the client asked for this output; without a list it gets all.</summary>
    public bool Wants(string output) => _outputs.Count == 0 || _outputs.Contains(output);

    /// <summary>Reads the whole request; what is wrong with single inputs goes into <paramref name="problems"/>.</summary>
    public void Read(ref Utf8JsonReader reader, Problems problems, int maxRows)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw RequestException.BadRequest("the body must be a JSON object with 'inputs', a tensor for each feature");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonWords.Is(ref reader, "inputs"u8))
                ReadInputs(ref reader, problems, maxRows);
            else if (JsonWords.Is(ref reader, "outputs"u8))
                ReadOutputs(ref reader);
            else if (JsonWords.Is(ref reader, "id"u8))
                Id = TensorHeader.Text(ref reader, "id");
            else
                Skip(ref reader);
        }

        if (_seen.Count == 0)
            throw RequestException.BadRequest("'inputs' is missing or empty: send a tensor for each feature");
        foreach (var field in fields.Required)
        {
            if (!_seen.Contains(field.Name))
                problems.Add(-1, field.Name, "is missing among the inputs");
        }
    }

    /// <summary>Puts the cells of one row together.</summary>
    public void Fill(Row row, int number)
    {
        row.Clear();
        foreach (var field in fields.Features)
            row.Set(field, _numbers[field.Feature]?[number] ?? float.NaN, _words[field.Feature]?[number]);
    }

    public void Dispose()
    {
        foreach (var numbers in _numbers)
        {
            if (numbers is not null)
                ArrayPool<float>.Shared.Return(numbers);
        }

        foreach (var words in _words)
        {
            if (words is not null)
                ArrayPool<string?>.Shared.Return(words, clearArray: true);
        }
    }

    private void ReadInputs(ref Utf8JsonReader reader, Problems problems, int maxRows)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw RequestException.BadRequest("'inputs' must be an array of tensors");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var header = TensorHeader.Read(ref reader, out var data);
            problems.Reading = header.Name;
            ReadInput(header, data, problems, maxRows);
            problems.Reading = null;
        }
    }

    private void ReadInput(TensorHeader header, Utf8JsonReader data, Problems problems, int maxRows)
    {
        if (!_seen.Add(header.Name))
        {
            problems.Add(-1, header.Name, "is given twice");
            return;
        }

        var field = fields.All.FirstOrDefault(candidate => candidate.Name == header.Name);
        if (field is null)
            problems.Add(-1, header.Name, fields.Unknown(header.Name));
        else if (header.Rows is not { } rows)
            problems.Add(-1, header.Name, $"must have shape [n] or [n,1], not {header.Shape}");
        else if (rows > maxRows)
            throw PredictEndpoint.TooManyRows(maxRows);
        else if (rows == 0)
            problems.Add(-1, header.Name, "has no row: send at least one");
        else if (_firstInput is not null && rows != Rows)
            problems.Add(-1, header.Name, FormattableString.Invariant($"has {rows} rows, and '{_firstInput}' has {Rows}"));
        else if (!Datatypes.Fits(field.Kind, header.Datatype))
            problems.Add(-1, header.Name, $"must have datatype {Datatypes.Of(field.Kind)}, not {header.Datatype}");
        else if (header.DataToken != JsonTokenType.StartArray)
            problems.Add(-1, header.Name, "has no 'data' array; binary tensors are not taken");
        else
        {
            Rows = rows;
            _firstInput ??= header.Name;
            if (field.Feature >= 0)
                ReadData(field, data, problems);
        }
    }

    private void ReadData(Field field, Utf8JsonReader data, Problems problems)
    {
        var numbers = field.Kind == ColumnKind.Category ? null : _numbers[field.Feature] = ArrayPool<float>.Shared.Rent(Rows);
        var words = field.Kind == ColumnKind.Category ? _words[field.Feature] = ArrayPool<string?>.Shared.Rent(Rows) : null;
        var depth = data.CurrentDepth;
        var count = 0;
        while (data.Read() && data.CurrentDepth > depth)
        {
            // [n,1] may come nested; the values are the same in the same order.
            if (data.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
                continue;
            if (count < Rows)
            {
                if (CellReader.Read(ref data, field, out var number, out var word) is { } problem)
                    problems.Add(count, field.Name, problem);
                if (numbers is not null)
                    numbers[count] = number;
                else
                    words![count] = word;
            }

            data.Skip();
            count++;
        }

        if (count != Rows)
            problems.Add(-1, field.Name, FormattableString.Invariant($"has {count} values in 'data' and {Rows} rows in 'shape'"));
    }

    private void ReadOutputs(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw RequestException.BadRequest("'outputs' must be an array of objects with a name");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var name = TensorHeader.Read(ref reader, out _).Name;
            if (name is not (InferEndpoint.Probability or InferEndpoint.Label))
                throw RequestException.BadRequest($"'{name}' is no output of this model{FieldSet.Suggest(name, [InferEndpoint.Probability, InferEndpoint.Label])}");
            _outputs.Add(name);
        }
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
