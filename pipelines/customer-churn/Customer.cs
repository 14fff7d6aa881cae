namespace Pipelines;

/// <summary>A row of the churn data: what a customer has, and whether the customer left.</summary>
[Columns(ColumnNaming.SnakeCase)]
public sealed record Customer
{
    /// <summary>Whether the customer left.</summary>
    [Label(positive: "Yes", negative: "No")]
    public bool Churn { get; init; }

    /// <summary>Whether the customer is a woman; kept for fairness only.</summary>
    [Sensitive]
    public bool Female { get; init; }

    /// <summary>Whether the customer is 65 or older; kept for fairness only.</summary>
    [Sensitive]
    public bool SeniorCitizen { get; init; }

    /// <summary>Whether the customer lives with a partner.</summary>
    public bool Partner { get; init; }

    /// <summary>Whether others depend on the customer.</summary>
    public bool Dependents { get; init; }

    /// <summary>Months with the company.</summary>
    public float Tenure { get; init; }

    /// <summary>Whether there is a phone line.</summary>
    public bool PhoneService { get; init; }

    /// <summary>Whether there are several lines.</summary>
    public string MultipleLines { get; init; } = "";

    /// <summary>Kind of internet access.</summary>
    public string InternetService { get; init; } = "";

    /// <summary>Online security, where there is internet access.</summary>
    public string OnlineSecurity { get; init; } = "";

    /// <summary>Online backup, where there is internet access.</summary>
    public string OnlineBackup { get; init; } = "";

    /// <summary>Device protection, where there is internet access.</summary>
    public string DeviceProtection { get; init; } = "";

    /// <summary>Tech support, where there is internet access.</summary>
    public string TechSupport { get; init; } = "";

    /// <summary>Streaming tv, where there is internet access.</summary>
    public string StreamingTv { get; init; } = "";

    /// <summary>Streaming movies, where there is internet access.</summary>
    public string StreamingMovies { get; init; } = "";

    /// <summary>Term of the contract.</summary>
    public string Contract { get; init; } = "";

    /// <summary>Whether bills come by mail only.</summary>
    public bool PaperlessBilling { get; init; }

    /// <summary>How bills are paid.</summary>
    public string PaymentMethod { get; init; } = "";

    /// <summary>The monthly bill in dollars.</summary>
    public float MonthlyCharges { get; init; }

    /// <summary>All bills so far in dollars; missing for new customers.</summary>
    public float? TotalCharges { get; init; }
}
