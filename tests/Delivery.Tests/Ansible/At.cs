namespace MLOpsBuild.Delivery.Tests;

/// <summary>Does something once, when a task begins, or begins for the second time or later.</summary>
internal sealed class At(string task, Action action, int turn = 1) : IProgress<RolloutEvent>
{
    private int _begun;

    public void Report(RolloutEvent value)
    {
        if (value.Step == task && value.Kind == RolloutEventKind.Started && ++_begun == turn)
            action();
    }
}
