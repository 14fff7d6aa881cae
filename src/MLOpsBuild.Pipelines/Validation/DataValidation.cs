namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with a data definition.</summary>
internal static class DataValidation
{
    public static void Validate(Pipeline pipeline, FindingList findings)
    {
        var data = pipeline.Data;
        Options.ProperShare(findings, null, "Split(test)", data.TestShare);
        Options.Between(findings, null, "BadRows(atMost)", data.BadRowsAtMost, 0, 1);
        if (Path.IsPathRooted(data.Csv) || data.Csv.Split('/', '\\').Contains(".."))
            findings.Add(FindingCodes.OptionOutOfRange, "Csv(path)", "the data lies outside the pipeline's folder", $"'{data.Csv}'", "Give a path inside it, as in data/rows.csv.");

        foreach (var expectation in data.Expectations)
            Validate(expectation, pipeline.Rows, findings);
        foreach (var same in data.Expectations.GroupBy(expectation => (expectation.Column, expectation.GetType())).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.Duplicate, same.Last().Location, "the same is expected twice of a column", same.Key.Column, "Keep one of the two.");
    }

    private static void Validate(Expectation expectation, RowSchema rows, FindingList findings)
    {
        var kind = rows.Find(expectation.Column)?.Kind;
        switch (expectation)
        {
            case RangeExpectation range:
                if (kind != ColumnKind.Number)
                    findings.Add(FindingCodes.WrongKind, range.Location, "Range is for numbers", $"{range.Column}, a {kind}", "Use OneOf, or name a number.");
                if (!(range.Minimum <= range.Maximum))
                    findings.Add(FindingCodes.OptionOutOfRange, range.Location, "a range's minimum is above its maximum", FormattableString.Invariant($"{range.Minimum} to {range.Maximum}"), "Swap them.");
                break;
            case OneOfExpectation oneOf:
                if (kind != ColumnKind.Category)
                    findings.Add(FindingCodes.WrongKind, oneOf.Location, "OneOf is for categories", $"{oneOf.Column}, a {kind}", "Use Range, or name a category.");
                if (oneOf.Values.IsEmpty)
                    findings.Add(FindingCodes.NothingToDo, oneOf.Location, "OneOf names no value", null, "List the categories that are good.");
                break;
            case MissingExpectation missing:
                Options.Between(findings, missing.Location, "MissingAtMost", missing.Share, 0, 1);
                if (rows.Find(missing.Column) is { Optional: false })
                    findings.Add(FindingCodes.WrongKind, missing.Location, "a column whose property is not nullable is never missing", missing.Column, "Make the property nullable, or drop MissingAtMost.");
                break;
        }
    }
}
