using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What is written about a model's columns reads back as the same, and is what the definition says.</summary>
internal static class SchemaCheck
{
    public static BehaviourCheck RoundTrip { get; } = new("The schema reads back as it was written", "the same byte for byte", subject =>
    {
        var copy = Path.Combine(subject.Scratch, "again.json");
        try
        {
            var file = Path.Combine(subject.Trained, StageFiles.ModelSchema);
            ModelSchemaFile.Write(copy, ModelSchemaFile.Read(file));
            var same = File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(copy));
            return Verdict.Of(same, same ? "the same" : "another text", FindingCodes.NotTheSameSchema, "the schema does not read back as it was written", StageFiles.ModelSchema, "Train again; the file was changed after it was written.");
        }
        finally
        {
            File.Delete(copy);
        }
    });

    public static BehaviourCheck Definition { get; } = new("The schema's columns are those of the definition", "the same names, kinds and roles", subject =>
    {
        var differences = Lines(subject.Pipeline.Rows.Columns.Where(column => column.Role != ColumnRole.Label).Select(column => (column.Name, column.Kind, column.Role, column.Optional)))
            .Except(Lines(subject.Scorer.Schema.Columns.Select(column => (column.Name, column.Kind, column.Role, column.Optional)))).ToList();
        var columns = subject.Scorer.Schema.Columns.Length;
        return Verdict.Of(
            differences.Count == 0 && columns == subject.Pipeline.Rows.Columns.Length - 1,
            differences.Count == 0 ? FormattableString.Invariant($"{columns} columns") : "not in the schema: " + string.Join("; ", differences),
            FindingCodes.NotTheSameSchema,
            "the model was trained on other columns than the definition has",
            StageFiles.ModelSchema,
            "Train again.");
    });

    private static ImmutableArray<string> Lines(IEnumerable<(string Name, ColumnKind Kind, ColumnRole Role, bool Optional)> columns) =>
        [.. columns.Select(column => $"{column.Name}, {column.Kind}, {column.Role}{(column.Optional ? ", optional" : "")}")];
}
