using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What must hold before and after a fit.</summary>
internal static class TrainingChecks
{
    /// <summary>Everything that makes a fit on these rows pointless.</summary>
    public static IEnumerable<Finding> Before(TrainingParts parts)
    {
        foreach (var finding in OneClass(parts.Fit, "rows to fit on").Concat(OneClass(parts.Validation, "validation part")))
            yield return finding;

        foreach (var column in parts.Fit.Schema.Features)
        {
            if (column.Name == TableView.Label && column.Role == ColumnRole.Feature)
                yield return new(FindingCodes.ReservedName, $"a feature is named '{TableView.Label}', which the model's own label is", $"column {column.Name}", null, "Give the column another name in the data.");
            if (parts.Fit.Rows > 0 && IsEmpty(parts.Fit, column))
                yield return new(FindingCodes.NoValues, "a feature has no value in any row to fit on", $"column {column.Name}", $"{Text(parts.Fit.Rows)} missing cells", "Mend the data, or mark the property [Unused].");
        }
    }

    /// <summary>Rows whose probability is none.</summary>
    public static IEnumerable<Finding> After(float[] probabilities)
    {
        var bad = probabilities.Count(probability => probability is not (>= 0 and <= 1));
        if (bad > 0)
            yield return new(FindingCodes.NoProbability, "the model's answer is no probability", "validation part", $"{Text(bad)} of {Text(probabilities.Length)} rows, such as {Array.Find(probabilities, probability => probability is not (>= 0 and <= 1)).ToString(System.Globalization.CultureInfo.InvariantCulture)}", "Lower the learning rate or raise the penalty of the trainer; look for extreme numbers in the data.");
    }

    private static IEnumerable<Finding> OneClass(Table rows, string part)
    {
        var positives = rows.Labels.Count(label => label);
        if (positives == 0 || positives == rows.Rows)
            yield return new(FindingCodes.FitOneClass, $"the {part} hold{(part.StartsWith("rows", StringComparison.Ordinal) ? "" : "s")} one class only", $"column {rows.Schema.Label.Name}", $"{Text(positives)} '{rows.Schema.Positive}' and {Text(rows.Rows - positives)} '{rows.Schema.Negative}'", "Bring rows of both classes, or change the seed or the validation share.");
    }

    private static bool IsEmpty(Table rows, Column column) => column.Kind == ColumnKind.Category
        ? Array.TrueForAll(rows.Categories(column.Name), word => word is null)
        : Array.TrueForAll(rows.Numbers(column.Name), float.IsNaN);

    private static string Text(int number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
