namespace MLOpsBuild.Targets;

/// <summary>Hears of each step of a run as it happens.</summary>
internal interface IRunObserver
{
    /// <summary>Wraps the turn of one target: its output goes where the observer decides.</summary>
    ITargetTurn Enter(ExecutableTarget target);

    /// <summary>The target's status has changed.</summary>
    void Changed(ExecutableTarget target);
}

/// <summary>The turn of one target.</summary>
internal interface ITargetTurn : IDisposable
{
    /// <summary>Its actions start.</summary>
    void Begin();
}
