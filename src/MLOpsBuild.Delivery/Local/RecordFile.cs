using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MLOpsBuild.Delivery;

/// <summary>Reads and writes the small JSON files of a deployment; a reader finds the old one or the new one, never a part.</summary>
internal static class RecordFile
{
    public static void Write<T>(DurableFiles files, string file, T record, JsonTypeInfo<T> type) =>
        files.Write(file, [.. JsonSerializer.SerializeToUtf8Bytes(record, type), (byte)'\n']);

    /// <summary>The record, or null where there is no file.</summary>
    public static T? Read<T>(string file, JsonTypeInfo<T> type, Func<T, int> format)
        where T : class
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(file), type);
            return record is not null && format(record) == LocalState.KnownFormat
                ? record
                : throw DeliveryErrors.UnreadableRecord(file, FormattableString.Invariant($"it is of format {(record is null ? 0 : format(record))}, and this program reads {LocalState.KnownFormat}"));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw DeliveryErrors.UnreadableRecord(file, exception.Message, exception);
        }
    }
}
