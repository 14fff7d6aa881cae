namespace MLOpsBuild.Delivery;

/// <summary>Puts a release together under another name and gives it its own only when it is whole.</summary>
internal sealed class ReleaseUnpacking(LocalPaths paths, Records records, DurableFiles files, Action<string> log)
{
    /// <summary>Leaves the release whole in its folder; the state without it where it was replaced.</summary>
    public async Task<LocalState> RunAsync(LocalState state, DeployRequest request, ServerFiles server, bool whole)
    {
        var release = paths.Release(request.Version);
        if (whole && IsIntact(release))
        {
            log($"Release {request.Version} is here already and intact");
            return state;
        }

        log($"Unpacking release {request.Version}");
        var staged = new ReleaseFolder(request.Version, Path.Combine(paths.Staging, request.Version));
        try
        {
            files.CreateFolder(staged.Path);
            files.Step($"unpack {staged.Model}");
            await request.Unpack(staged.Model);
            server.CopyTo(files, staged.Server);
            staged.WriteRecord(files, request.Digest);
            files.CreateFolder(paths.Releases);
            return Replace(state, staged, release);
        }
        finally
        {
            files.DeleteFolder(paths.Staging);
        }
    }

    private LocalState Replace(LocalState state, ReleaseFolder staged, ReleaseFolder release)
    {
        if (Directory.Exists(release.Path))
        {
            // It is damaged, or of another package or server: no longer one to go back to.
            if (state.Current != release.Version)
                state = state with { Releases = [.. state.Releases.Where(kept => kept.Version != release.Version)] };
            records.Write(state);
            files.DeleteFolder(release.Path);
        }

        files.MoveFolder(staged.Path, release.Path);
        return state;
    }

    private static bool IsIntact(ReleaseFolder release)
    {
        try
        {
            release.Verify();
            return true;
        }
        catch (DeliveryException damage) when (damage.Code == DeliveryCodes.DamagedRelease)
        {
            return false;
        }
    }
}
