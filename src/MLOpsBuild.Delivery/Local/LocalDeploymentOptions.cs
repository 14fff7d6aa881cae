namespace MLOpsBuild.Delivery;

/// <summary>How a local deployment waits and what it runs; the defaults fit.</summary>
public sealed record LocalDeploymentOptions
{
    /// <summary>How long a server may take from its start until it is ready. Default one minute.</summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a server may take to finish its requests before it is ended. Default 20 seconds.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one answer may take. Default ten seconds.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far a served probability may be from the known one, absolute. Default 0.00001.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>The dotnet program; null takes the one that runs this process, or the one on the PATH.</summary>
    public string? Dotnet { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>By what files are changed.</summary>
    internal DurableFiles Files { get; init; } = new();
}
