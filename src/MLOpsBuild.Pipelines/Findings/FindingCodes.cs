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

    /// <summary>A time of a schedule is no cron expression, or never comes.</summary>
    public const string BadCron = "DEF201";

    /// <summary>A branch's name is none that git allows, or is a pattern to the CI server.</summary>
    public const string BadBranch = "DEF202";

    /// <summary>A label or image of a CI server's runner or agent is not one.</summary>
    public const string BadLabel = "DEF203";

    /// <summary>An environment, or one of its approvers, has an unusable name.</summary>
    public const string BadEnvironment = "DEF204";

    /// <summary>The target graph names a target or parameter that it does not have.</summary>
    public const string UnknownTarget = "DEF205";

    /// <summary>The target graph has a cycle.</summary>
    public const string Cycle = "DEF206";

    /// <summary>A target consumes what no target of the graph produces.</summary>
    public const string NobodyProduces = "DEF207";

    /// <summary>Two jobs, artifacts or inputs of one file would share a name.</summary>
    public const string NameClash = "DEF208";

    /// <summary>The file would exceed a limit of the CI server.</summary>
    public const string LimitExceeded = "DEF209";

    /// <summary>A text cannot be written in the emitted language so that it arrives unchanged.</summary>
    public const string Unwritable = "DEF210";

    /// <summary>A secret is read by a target that runs outside the environment that holds it.</summary>
    public const string SecretOutOfPlace = "DEF211";

    /// <summary>A customization changes another document than the one it was given to, or leaves one that is not valid.</summary>
    public const string BadCustomization = "DEF212";

    /// <summary>A file that was not generated stands where one is to be written.</summary>
    public const string ForeignFile = "DEF213";

    /// <summary>The system does not let a generated file be written.</summary>
    public const string FileRefused = "DEF214";

    /// <summary>A registry's address, or the file of a trust policy, is none.</summary>
    public const string BadRegistry = "DEF215";

    /// <summary>The data file is missing or cannot be read.</summary>
    public const string NoDataFile = "DAT201";

    /// <summary>The data has no rows, or none is left for training or testing.</summary>
    public const string NoData = "DAT202";

    /// <summary>The header lacks a column, or has it under another name.</summary>
    public const string MissingColumn = "DAT203";

    /// <summary>The header names a column more than once.</summary>
    public const string DoubledColumn = "DAT204";

    /// <summary>The header has a column that the row type does not declare.</summary>
    public const string ExtraColumn = "DAT205";

    /// <summary>A line holds bytes that are not UTF-8.</summary>
    public const string NotUtf8 = "DAT206";

    /// <summary>A row breaks the rules of CSV.</summary>
    public const string NotCsv = "DAT207";

    /// <summary>A row has more or fewer cells than the header.</summary>
    public const string RowWidth = "DAT208";

    /// <summary>A cell is not of its column's kind.</summary>
    public const string BadCell = "DAT209";

    /// <summary>A cell is missing where the property is not nullable.</summary>
    public const string MissingCell = "DAT210";

    /// <summary>A label is neither of the two classes.</summary>
    public const string UnknownLabel = "DAT211";

    /// <summary>A cell is outside what is expected of its column.</summary>
    public const string UnexpectedValue = "DAT212";

    /// <summary>More rows are bad than the definition tolerates.</summary>
    public const string TooManyBadRows = "DAT213";

    /// <summary>More cells of a column are missing than the definition tolerates.</summary>
    public const string TooManyMissing = "DAT214";

    /// <summary>All rows, or all rows of a side, are of one class.</summary>
    public const string OneClass = "DAT215";

    /// <summary>A column has no value in any training row.</summary>
    public const string NothingKnown = "DAT216";

    /// <summary>The training rows or the validation part hold one class only.</summary>
    public const string FitOneClass = "TRN301";

    /// <summary>A feature has no value in the rows to fit on.</summary>
    public const string NoValues = "TRN302";

    /// <summary>The fit ended before it converged.</summary>
    public const string NotConverged = "TRN303";

    /// <summary>The model's answer is no probability.</summary>
    public const string NoProbability = "TRN304";

    /// <summary>The trainer refused the data or its options.</summary>
    public const string TrainerFailed = "TRN305";

    /// <summary>A feature has a name that training needs for itself.</summary>
    public const string ReservedName = "TRN306";

    /// <summary>A model's files are missing, damaged or of another format.</summary>
    public const string ModelFormat = "TRN307";

    /// <summary>A model answers otherwise after saving and loading, alone instead of among others, or on its known rows.</summary>
    public const string NotTheSameModel = "TST401";

    /// <summary>A model's schema does not survive writing and reading, or is not the definition's.</summary>
    public const string NotTheSameSchema = "TST402";

    /// <summary>Missing values or unseen words make a model's answers unusable.</summary>
    public const string NotRobust = "TST403";

    /// <summary>The probability moves the wrong way with a number, more often than the definition tolerates.</summary>
    public const string NotMonotone = "TST404";

    /// <summary>A column that must not matter changes predictions.</summary>
    public const string ColumnMatters = "TST405";

    /// <summary>A named example gets a probability outside its bounds.</summary>
    public const string ExampleMissed = "TST406";

    /// <summary>A stage's input artifact is missing, stale or damaged.</summary>
    public const string StaleInput = "ART701";

    /// <summary>What a stage reads changed while it ran.</summary>
    public const string ChangedInput = "ART702";

    /// <summary>A gate did not pass.</summary>
    public const string GateFailed = "VAL501";

    /// <summary>A model's answer is no probability.</summary>
    public const string NotAProbability = "VAL502";

    /// <summary>There are no test rows to judge on.</summary>
    public const string NoTestRows = "VAL503";

    /// <summary>An evaluation file is damaged or of another format.</summary>
    public const string BadEvaluation = "VAL504";
}
