namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>What a workflow is run with.</summary>
internal sealed record RunSettings
{
    /// <summary>The event that starts it.</summary>
    public string Event { get; init; } = "push";

    /// <summary>What people give.</summary>
    public IReadOnlyDictionary<string, object?> Inputs { get; init; } = new Dictionary<string, object?>();

    /// <summary>The repository's secrets.</summary>
    public IReadOnlyDictionary<string, object?> Secrets { get; init; } = new Dictionary<string, object?>();

    /// <summary>Environment variables of the machines.</summary>
    public IReadOnlyDictionary<string, string> Machine { get; init; } = new Dictionary<string, string>();

    /// <summary>Answers whether a deployment to an environment is approved.</summary>
    public Func<string, bool> Approve { get; init; } = _ => true;

    /// <summary>Gives each job a machine of its own with a clone of the repository.</summary>
    public required Func<string, Checkout> NewMachine { get; init; }

    /// <summary>Takes what an action was given that only GitHub itself can do, by the action's name.</summary>
    public Action<string, IReadOnlyDictionary<string, string>> Uses { get; init; } = (_, _) => { };

    /// <summary>Whether machines outlive their jobs, because somebody else disposes of them.</summary>
    public bool KeepsMachines { get; init; }

    /// <summary>Does something to the artifacts after a job, as damage would.</summary>
    public Action<string, ArtifactShelf> After { get; init; } = (_, _) => { };
}
