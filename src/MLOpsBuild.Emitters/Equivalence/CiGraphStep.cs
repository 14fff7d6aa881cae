namespace MLOpsBuild.Emitters;

/// <summary>One thing that a job does.</summary>
public sealed record CiGraphStep
{
    /// <summary>What kind of thing.</summary>
    public required CiStepKind Kind { get; init; }

    /// <summary>A command's text, an artifact's name, or what else is used.</summary>
    public required string Subject { get; init; }

    /// <summary>The condition on which it runs, in the server's words; null runs it when nothing has failed.</summary>
    public string? Condition { get; init; }

    /// <summary>The secrets it is given: by the variable or option that carries it, the secret's name.</summary>
    public ImmutableSortedDictionary<string, string> Secrets { get; init; } = CiSettings.None;

    /// <summary>The variables of a command, by name; secrets are left out.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = CiSettings.None;

    /// <summary>Further settings, by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = CiSettings.None;
}

/// <summary>Kinds of things that jobs do.</summary>
public enum CiStepKind
{
    /// <summary>Runs a command or script.</summary>
    Command,

    /// <summary>Takes an artifact that another job left.</summary>
    Receive,

    /// <summary>Leaves an artifact for others.</summary>
    Leave,

    /// <summary>Anything else that the server offers.</summary>
    Use,
}
