namespace MLOpsBuild.Pipelines;

/// <summary>The one catalogue of codes: DEF for definitions, DAT for data, TRN for training, TST for behaviour tests, VAL for validation, ART for artifacts, SRV for serving.</summary>
public static class FindingCodes
{
    /// <summary>A pipeline's name is not usable as a folder, tag and job name.</summary>
    public const string BadName = "DEF101";

    /// <summary>A row type cannot be mapped to columns.</summary>
    public const string BadRowType = "DEF102";

    /// <summary>An expression names no column of the row.</summary>
    public const string NotAColumn = "DEF103";

    /// <summary>An option is outside its range.</summary>
    public const string OptionOutOfRange = "DEF104";

    /// <summary>An option does not fit the column that it is used on.</summary>
    public const string WrongKind = "DEF105";

    /// <summary>The same thing is defined twice.</summary>
    public const string Duplicate = "DEF106";

    /// <summary>A column plays a part that its role forbids.</summary>
    public const string WrongRole = "DEF107";

    /// <summary>Nothing is left to learn from or to judge by.</summary>
    public const string NothingToDo = "DEF108";

    /// <summary>A stage's input artifact is missing, stale or damaged.</summary>
    public const string StaleInput = "ART701";

    /// <summary>What a stage reads changed while it ran.</summary>
    public const string ChangedInput = "ART702";
}
