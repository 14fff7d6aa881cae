namespace MLOpsBuild.Targets;

/// <summary>How much is printed.</summary>
public enum Verbosity
{
    /// <summary>Everything, stack traces included.</summary>
    Verbose,

    /// <summary>What targets print, and the summary (the default).</summary>
    Normal,

    /// <summary>No headings.</summary>
    Minimal,

    /// <summary>Errors, and what targets print.</summary>
    Quiet,
}
