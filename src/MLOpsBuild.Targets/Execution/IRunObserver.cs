namespace MLOpsBuild.Targets;

/// <summary>Hears of each step of a run as it happens.</summary>
internal interface IRunObserver
{
    /// <summary>Wraps the work of one target: its output goes where the observer decides.</summary>
    IDisposable Enter(ExecutableTarget target);

    /// <summary>The target's status has changed.</summary>
    void Changed(ExecutableTarget target);
}
