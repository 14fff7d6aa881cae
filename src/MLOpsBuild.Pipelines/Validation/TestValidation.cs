namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with stated behaviour.</summary>
internal static class TestValidation
{
    public static void Validate(Pipeline pipeline, FindingList findings)
    {
        foreach (var test in pipeline.Test.Tests)
        {
            switch (test)
            {
                case MonotoneTest monotone:
                    Monotone(monotone, pipeline.Rows, findings);
                    break;
                case NotUsedTest { Column: var column } when pipeline.Rows.Find(column) is { Role: ColumnRole.Feature or ColumnRole.Label }:
                    findings.Add(FindingCodes.WrongRole, test.Location, "NotUsed names a column that the model learns from", column, "Mark the property [Sensitive] or [Unused], or drop the test.");
                    break;
                case ExampleTest example:
                    Options.Between(findings, example.Location, "Example(atLeast)", example.AtLeast, 0, 1);
                    Options.Between(findings, example.Location, "Example(atMost)", example.AtMost, 0, 1);
                    if (example.AtLeast > example.AtMost)
                        findings.Add(FindingCodes.OptionOutOfRange, example.Location, $"example '{example.Name}' asks for more than it allows", FormattableString.Invariant($"{example.AtLeast} to {example.AtMost}"), "Swap the two bounds.");
                    break;
            }
        }
    }

    private static void Monotone(MonotoneTest test, RowSchema rows, FindingList findings)
    {
        Options.Between(findings, test.Location, "Monotone(violations)", test.Violations, 0, 1);
        Options.Between(findings, test.Location, "Monotone(by)", test.By, 0, 1);
        if (rows.Find(test.Column) is { } column && (column.Kind != ColumnKind.Number || column.Role != ColumnRole.Feature))
            findings.Add(FindingCodes.WrongKind, test.Location, "Monotone is for a number that the model learns from", $"{column.Name}, a {column.Kind} of role {column.Role}", "Name a numeric feature.");
    }
}
