namespace MLOpsBuild.Delivery.Tests;

/// <summary>How far a deploy in another process is, by what it has left on disk.</summary>
internal enum Progress
{
    Waiting,
    HoldsTheLock,
    Unpacks,
    CopiesTheServer,
    HasTheRelease,
    TriesTheRelease,
    HasTriedIt,
    StartsTheServer,
    HasStartedIt,
    HasStoppedTheOld,
    HasRecordedIt,
}

/// <summary>Looks how far a deploy is.</summary>
internal static class DeployProgress
{
    public static Progress Of(Machine machine, string version)
    {
        var (paths, records) = (machine.Paths, new Records(machine.Paths, new()));
        var (state, journal, release) = (records.State(), records.Journal(), machine.Paths.Release(version));
        return state.Current == version ? Progress.HasRecordedIt
            : journal?.Started is not null ? state.Running?.Alive != true ? Progress.HasStoppedTheOld : Progress.HasStartedIt
            : journal?.Step == DeployStep.Switch ? File.Exists(release.Log) ? Progress.StartsTheServer : Progress.HasTriedIt
            : File.Exists(release.TrialLog) ? Progress.TriesTheRelease
            : Directory.Exists(release.Path) ? Progress.HasTheRelease
            : Directory.Exists(Path.Combine(paths.Staging, version, "server")) ? Progress.CopiesTheServer
            : Directory.Exists(paths.Staging) ? Progress.Unpacks
            : File.Exists(paths.Holder) ? Progress.HoldsTheLock
            : Progress.Waiting;
    }
}
