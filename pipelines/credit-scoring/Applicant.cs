namespace Pipelines;

/// <summary>A row of the credit data: who asked for a loan, and whether it was paid back.</summary>
public sealed record Applicant
{
    /// <summary>Whether the applicant defaulted.</summary>
    [Column("Status"), Label(positive: "bad", negative: "good")]
    public bool Default { get; init; }

    /// <summary>Years in the present job.</summary>
    public float Seniority { get; init; }

    /// <summary>How the applicant lives.</summary>
    public string? Home { get; init; }

    /// <summary>Months over which the loan is paid back.</summary>
    public float Time { get; init; }

    /// <summary>Years; kept for fairness only.</summary>
    [Sensitive]
    public float Age { get; init; }

    /// <summary>Marital status; kept for fairness only.</summary>
    [Sensitive]
    public string? Marital { get; init; }

    /// <summary>Whether there is a record of earlier defaults.</summary>
    public bool Records { get; init; }

    /// <summary>Kind of employment.</summary>
    public string? Job { get; init; }

    /// <summary>Monthly expenses.</summary>
    public float Expenses { get; init; }

    /// <summary>Monthly income; not everybody states it.</summary>
    public float? Income { get; init; }

    /// <summary>Assets; not everybody states them.</summary>
    public float? Assets { get; init; }

    /// <summary>Debt; not everybody states it.</summary>
    public float? Debt { get; init; }

    /// <summary>The amount asked for.</summary>
    public float Amount { get; init; }

    /// <summary>The price of what is bought with it.</summary>
    public float Price { get; init; }
}
