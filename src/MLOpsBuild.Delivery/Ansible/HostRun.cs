using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>What a playbook's run came to on a host.</summary>
internal sealed class HostRun(string host)
{
    private const string HoldTask = "Look what the host has";
    private const string FreedTask = "Free the host where this run holds it";
    private const string JournalTask = "Begin the journal";
    private bool _began;

    /// <summary>The host.</summary>
    public string Host { get; } = host;

    /// <summary>Whether a task was carried out there.</summary>
    public bool Reached { get; private set; }

    /// <summary>Whether it could not be reached at some time.</summary>
    public bool Unreachable { get; private set; }

    /// <summary>What the playbook told last; null where it told nothing.</summary>
    public JsonObject? Told { get; private set; }

    /// <summary>Whether the run has held it.</summary>
    public bool Holds { get; private set; }

    /// <summary>Whether the run has freed it.</summary>
    public bool IsFreed { get; private set; }

    /// <summary>Who holds the host, where that kept the run from it.</summary>
    public string? Holder { get; private set; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>The settings that would change there, a clause each.</summary>
    public ImmutableArray<string> Settings { get; private set; } = [];

    /// <summary>The digest of the configuration that would come; null where nobody asked.</summary>
    public string? Configuration { get; private set; }

    /// <summary>Takes what happened on the host.</summary>
    public void Take(AnsibleEvent happened)
    {
        Reached = true;
        Told = happened.Told ?? Told;
        Settings = happened.Settings ?? Settings;
        Configuration = happened.Configuration ?? Configuration;
        switch (happened.Kind)
        {
            case "ok":
                _began |= happened.Task == JournalTask;
                Holds |= happened.Task == HoldTask;
                IsFreed |= happened.Task == FreedTask;
                break;
            case "unreachable":
                Unreachable = true;
                Failure = HostFailure.Unreachable(happened.Message ?? "it cannot be reached");
                break;
            case "failed":
                Holder = happened.Holder ?? Holder;
                Unreachable |= HostFailure.IsLost(happened);
                Failure = Unreachable && Failure is not null ? Failure : HostFailure.Of(happened);
                break;
        }
    }

    /// <summary>The run was ended from outside; what it had not told by then is not known.</summary>
    public void Interrupt(string reason)
    {
        if (Told?["outcome"] is null)
            Failure ??= reason;
    }

    /// <summary>What came of it.</summary>
    public PlaceResult Result() => (string?)Told?["outcome"] switch
    {
        "went-back" => new(Host, PlaceOutcome.WentBack, Served, (string?)Told?["failure"]),
        "changed" => new(Host, PlaceOutcome.Changed, Served) { Settings = Settings, Configuration = Configuration },
        "unchanged" => new(Host, PlaceOutcome.Unchanged, Served),
        _ when Unreachable => new(Host, PlaceOutcome.Unreachable, null, Failure),
        _ when Failure is not null => new(Host, _began ? PlaceOutcome.Failed : PlaceOutcome.WentBack, null, Failure),
        _ => new(Host, PlaceOutcome.NotReached, null),
    };

    private string? Served => (string?)Told?["serves"] is { Length: > 0 } version ? version : null;
}
