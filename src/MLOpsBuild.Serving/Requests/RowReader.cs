using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>Reads a row of named fields straight from the bytes of a request.</summary>
internal static class RowReader
{
    /// <summary>Reads from the start of an object to its end; what is wrong goes into <paramref name="problems"/>.</summary>
    public static void Read(ref Utf8JsonReader reader, FieldSet fields, Row row, Problems problems, int number)
    {
        row.Clear();
        var expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (fields.Find(ref reader, expected) is { } field)
            {
                problems.Reading = field.Name;
                expected = field.Index + 1;
                Read(ref reader, field, row, problems, number);
            }
            else
            {
                var name = JsonWords.Read(ref reader) ?? "(no valid Unicode)";
                problems.Reading = name;
                problems.Add(number, name, fields.Unknown(name));
                reader.Read();
                reader.Skip();
            }

            problems.Reading = null;
        }

        foreach (var field in fields.Required)
        {
            if (!row.Has(field))
                problems.Add(number, field.Name, "is missing");
        }
    }

    private static void Read(ref Utf8JsonReader reader, Field field, Row row, Problems problems, int number)
    {
        reader.Read();
        if (!row.See(field))
            problems.Add(number, field.Name, "is given twice");
        else if (CellReader.Read(ref reader, field, out var value, out var word) is { } problem)
            problems.Add(number, field.Name, problem);
        else
            row.Set(field, value, word);
        reader.Skip();
    }
}
