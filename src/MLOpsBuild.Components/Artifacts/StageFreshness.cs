namespace MLOpsBuild.Components;

/// <summary>Whether a stage's folder answers what would be made now, and if not, why: by content, never by time.</summary>
internal static class StageFreshness
{
    /// <summary>Null when the folder is up to date; else the reason to run, a clause.</summary>
    public static string? ReasonToRun(string folder, StageRecord? record, string pipeline, IReadOnlyDictionary<string, string> inputs)
    {
        if (record is null)
            return Directory.Exists(folder) ? "its record is missing or damaged" : "it has not run yet";
        if (record.Pipeline != pipeline)
            return $"its artifact is of the pipeline '{record.Pipeline}'";
        return Changed(record.Inputs, inputs)
            ?? Damaged(folder, record)
            ?? (record.Passed ? null : "it failed the last time");
    }

    private static string? Changed(SortedDictionary<string, string> then, IReadOnlyDictionary<string, string> now)
    {
        foreach (var (name, value) in now.OrderBy(input => input.Key, StringComparer.Ordinal))
        {
            if (!then.TryGetValue(name, out var before))
                return $"{name} is new";
            if (before != value)
                return IsDigest(value) ? $"{name} has changed" : $"{name} has changed from {before} to {value}";
        }

        return then.Keys.FirstOrDefault(name => !now.ContainsKey(name)) is { } gone ? $"{gone} is gone" : null;
    }

    private static string? Damaged(string folder, StageRecord record)
    {
        foreach (var (name, output) in record.Outputs)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            if (!file.Exists)
                return $"{name} is missing";
            if (file.Length != output.Size || FileDigest.OfFile(file.FullName) != output.Digest)
                return $"{name} is damaged: its hash differs from the recorded one";
        }

        return null;
    }

    private static bool IsDigest(string value) => value.StartsWith("sha256:", StringComparison.Ordinal) || Guid.TryParse(value, out _);
}
