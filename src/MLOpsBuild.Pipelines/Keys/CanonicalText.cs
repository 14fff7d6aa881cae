using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace MLOpsBuild.Pipelines;

/// <summary>Definitions as canonical JSON: the same definition gives the same text, whatever the machine, and a comment or a moved line changes nothing.</summary>
public static class CanonicalText
{
    /// <summary>The text of a value made of records, collections and plain values; properties in ordinal order, each record with its type's name.</summary>
    public static string Of(object value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case double number: writer.WriteStringValue(number.ToString(System.Globalization.CultureInfo.InvariantCulture)); break;
            case TimeSpan span: writer.WriteNumberValue(span.Ticks); break;
            case Enum name: writer.WriteStringValue(name.ToString()); break;
            case IDictionary map: WriteMap(writer, map); break;
            case IEnumerable items: WriteItems(writer, items); break;
            default: WriteRecord(writer, value); break;
        }
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            Write(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map)
    {
        writer.WriteStartObject();
        foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            Write(writer, map[key]);
        }

        writer.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter writer, object value)
    {
        writer.WriteStartObject();
        if (!value.GetType().Name.StartsWith('<')) // an anonymous type's name is the compiler's, and moves
            writer.WriteString("$type", value.GetType().Name);
        var properties = value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && !Attribute.IsDefined(property, typeof(NotInKeyAttribute), inherit: true))
            .OrderBy(property => property.Name, StringComparer.Ordinal);
        foreach (var property in properties)
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.GetValue(value));
        }

        writer.WriteEndObject();
    }
}
