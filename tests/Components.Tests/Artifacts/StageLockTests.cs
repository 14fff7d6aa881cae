using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests.Artifacts;

/// <summary>Two runs on one pipeline: the second waits, says for whom, and can be stopped.</summary>
public sealed class StageLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    private string Lock => _folder.File("locks", "credit.lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_second_waits_says_for_whom_once_and_goes_on_when_the_first_is_done()
    {
        var told = new TaskCompletionSource();
        var first = await StageLock.TakeAsync(Lock, "Train", _said.Add, TestContext.Current.CancellationToken);
        var second = StageLock.TakeAsync(Lock, "Push", line => { _said.Add(line); told.SetResult(); }, TestContext.Current.CancellationToken);
        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        Assert.Matches($@"^Waiting for process {Environment.ProcessId} \(Train, since \d\d:\d\d:\d\d\), which works on the same pipeline in this checkout\.$", Assert.Single(_said));
    }

    [Fact]
    public async Task A_waiting_run_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var first = await StageLock.TakeAsync(Lock, "Train", _said.Add, TestContext.Current.CancellationToken);
        var second = StageLock.TakeAsync(Lock, "Push", _ => stop.Cancel(), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_made_is_an_error_and_nothing_to_wait_for()
    {
        Directory.CreateDirectory(Lock);
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => StageLock.TakeAsync(Lock, "Train", _said.Add, TestContext.Current.CancellationToken));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task A_lock_whose_holder_cannot_be_noted_is_free_again()
    {
        Directory.CreateDirectory(Lock + ".holder");
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => StageLock.TakeAsync(Lock, "Train", _said.Add, TestContext.Current.CancellationToken));
        Directory.Delete(Lock + ".holder");
        (await StageLock.TakeAsync(Lock, "Train", _said.Add, TestContext.Current.CancellationToken)).Dispose();
        Assert.Empty(_said);
    }
}
