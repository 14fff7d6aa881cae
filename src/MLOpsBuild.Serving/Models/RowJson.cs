using System.Buffers;
using System.Text.Json;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>A known row as the body of a request.</summary>
internal static class RowJson
{
    public static byte[] Of(KnownRow row, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions with { Indented = indented, NewLine = "\n" }))
            Write(json, row);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter json, KnownRow row)
    {
        json.WriteStartObject();
        foreach (var cell in row.Cells)
        {
            switch (cell.Kind)
            {
                case ColumnKind.Category when cell.Category is not null: json.WriteString(cell.Column, cell.Category); break;
                case ColumnKind.Flag when float.IsFinite(cell.Number): json.WriteBoolean(cell.Column, cell.Number != 0); break;
                case ColumnKind.Number when float.IsFinite(cell.Number): json.WriteNumber(cell.Column, cell.Number); break;
                default: json.WriteNull(cell.Column); break;
            }
        }

        json.WriteEndObject();
    }
}
