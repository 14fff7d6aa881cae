namespace MLOpsBuild.Pipelines;

/// <summary>An event that starts a pipeline on a CI server.</summary>
public abstract record Trigger
{
    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

/// <summary>A push to a branch.</summary>
/// <param name="Branch">The branch's name, as git has it; no pattern.</param>
public sealed record PushTrigger(string Branch) : Trigger;

/// <summary>A pull request: the stages that only judge run, and nothing is pushed or deployed.</summary>
public sealed record PullRequestTrigger : Trigger;

/// <summary>A time, as five cron fields in UTC: minute, hour, day of the month, month, day of the week.</summary>
/// <param name="Expression">Such as <c>0 3 * * 1</c>, Mondays at three.</param>
public sealed record CronTrigger(string Expression) : Trigger;
