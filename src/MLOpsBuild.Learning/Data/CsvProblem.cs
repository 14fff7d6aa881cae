namespace MLOpsBuild.Learning;

/// <summary>What is wrong with a record as CSV.</summary>
internal enum CsvProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A quote that opens a field is never closed.</summary>
    OpenQuote,

    /// <summary>A closing quote is followed by text.</summary>
    TextAfterQuote,

    /// <summary>The record is longer than a reader holds, or its open quote swallows too much.</summary>
    TooLong,

    /// <summary>Bytes that are not UTF-8.</summary>
    NotUtf8,
}
