namespace MLOpsBuild.Emitters;

/// <summary>A target: what it rests on, what it needs, what it leaves.</summary>
public sealed record GraphTarget
{
    /// <summary>The name as the command line has it, such as <c>Train</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Targets that run first.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Targets that run first where both run.</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>Targets whose artifacts it reads; what those read comes with them.</summary>
    public ImmutableArray<string> Consumes { get; init; } = [];

    /// <summary>Folders it leaves, relative to the repository with <c>/</c>, such as <c>artifacts/credit-scoring/train</c>.</summary>
    public ImmutableArray<string> Produces { get; init; } = [];

    /// <summary>The JSON record among what it leaves, whose headline and facts are shown where people look; null for none.</summary>
    public string? Record { get; init; }

    /// <summary>Files of test results in JUnit's format among what it leaves, as paths; empty for none.</summary>
    public ImmutableArray<string> TestResults { get; init; } = [];

    /// <summary>Names of the parameters it reads.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];

    /// <summary>Names of the parameters without which it does not run.</summary>
    public ImmutableArray<string> Requires { get; init; } = [];

    /// <summary>Whether it reaches beyond the working copy: it is then left out of runs for pull requests.</summary>
    public bool Ships { get; init; }

    /// <summary>Whether it does something itself; one that only gathers others gets no job.</summary>
    public bool Executes { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
