using System.IO.Compression;
using Microsoft.ML;

namespace MLOpsBuild.Learning;

/// <summary>Saves a model as Microsoft.ML does, and then so that the same model gives the same bytes: entries in ordinal order, one fixed time, nothing compressed (deflate's output may differ between processors).</summary>
internal static class ModelFile
{
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Save(MLContext ml, ITransformer model, DataViewSchema schema, string file)
    {
        using var saved = new MemoryStream();
        using (InvariantCulture.Enter())
            ml.Model.Save(model, schema, saved);

        using var source = new ZipArchive(saved, ZipArchiveMode.Read);
        using var stream = new FileStream(file, FileMode.CreateNew);
        using var target = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var entry in source.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var copy = target.CreateEntry(entry.FullName, CompressionLevel.NoCompression);
            copy.LastWriteTime = Time;
            using var from = entry.Open();
            using var to = copy.Open();
            from.CopyTo(to);
        }
    }
}
