using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>The JSON files of Prepare and Test: indented, <c>\n</c>, in the order of the properties.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(DataProfile))]
[JsonSerializable(typeof(PrepareReport))]
[JsonSerializable(typeof(BehaviourReport))]
internal sealed partial class StageJson : JsonSerializerContext
{
    public static StageJson Context { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the files are read as JSON, never put into HTML as they are
    });

    public static void Write<T>(string file, T value, JsonTypeInfo<T> type)
    {
        using var stream = File.Create(file);
        JsonSerializer.Serialize(stream, value, type);
        stream.WriteByte((byte)'\n');
    }

    public static T Read<T>(string file, JsonTypeInfo<T> type, Func<T, int> format, int current, string stage)
    {
        try
        {
            var value = JsonSerializer.Deserialize(File.ReadAllBytes(file), type) ?? throw new JsonException("The file says null.");
            return format(value) == current
                ? value
                : throw Unreadable(file, "another format", format(value).ToString(CultureInfo.InvariantCulture), $"This build reads format {current.ToString(CultureInfo.InvariantCulture)}: run {stage} again.", null);
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, "the file is missing or damaged", null, $"Run {stage} again.", problem);
        }
    }

    private static StageException Unreadable(string file, string what, string? value, string fix, Exception? inner) =>
        new("A stage's result cannot be read:", [new(FindingCodes.StaleInput, what, Path.GetFileName(file), value, fix)], inner);
}
