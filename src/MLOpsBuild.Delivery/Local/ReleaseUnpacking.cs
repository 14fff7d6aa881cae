namespace MLOpsBuild.Delivery;

/// <summary>Puts a release together under another name and gives it its own only when it is whole.</summary>
internal sealed class ReleaseUnpacking(LocalPaths paths, Records records, Action<string> log)
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
            Directory.CreateDirectory(staged.Path);
            await request.Unpack(staged.Model);
            server.CopyTo(staged.Server);
            await staged.WriteRecordAsync(request.Digest);
            Directory.CreateDirectory(paths.Releases);
            return await ReplaceAsync(state, staged, release);
        }
        finally
        {
            if (Directory.Exists(paths.Staging))
                Directory.Delete(paths.Staging, recursive: true);
        }
    }

    private async Task<LocalState> ReplaceAsync(LocalState state, ReleaseFolder staged, ReleaseFolder release)
    {
        if (Directory.Exists(release.Path))
        {
            // It is damaged, or of another package or server: no longer one to go back to.
            if (state.Current != release.Version)
                state = state with { Releases = [.. state.Releases.Where(kept => kept.Version != release.Version)] };
            await records.WriteAsync(state);
            Directory.Delete(release.Path, recursive: true);
        }

        Directory.Move(staged.Path, release.Path);
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
