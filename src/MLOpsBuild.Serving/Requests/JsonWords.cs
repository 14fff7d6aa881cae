using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>Compares and reads text of a request, which may hold escapes or bytes that are no Unicode; the reader throws on those.</summary>
internal static class JsonWords
{
    /// <summary>Whether the reader stands on this text.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The text that the reader stands on; null where its bytes or escapes are no Unicode.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
