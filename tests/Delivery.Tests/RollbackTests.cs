using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>An earlier release serves again, from what is kept on the machine.</summary>
public sealed class RollbackTests(Releases releases)
{
    [Fact]
    public async Task It_goes_to_the_last_good_release_each_time_and_passes_over_what_was_left_behind()
    {
        await using var machine = new Machine();
        foreach (var release in (Release[])[releases.First, releases.Second, releases.Third])
            await machine.DeployAsync(release);

        var back = await machine.RollbackAsync();
        Assert.Equal((DeployKind.WentBack, "0.1.1", releases.Second.Digest, "0.1.2", 1), (back.Kind, back.Version, back.Digest, back.Previous, back.KnownRows));
        Assert.Equal(("0.1.1", releases.Probability), await machine.AskAsync(releases.Row));
        Assert.Equal([("0.1.0", false), ("0.1.1", false), ("0.1.2", true)], (await machine.StatusAsync()).Releases.Select(kept => (kept.Version, kept.LeftBehind)));
        Assert.Equal("0.1.0", (await machine.RollbackAsync()).Version);

        var refused = await Refused.ByAsync(() => machine.RollbackAsync());
        Assert.Equal((DeliveryFault.Mistake, "DEL608: there is no earlier good release than 0.1.0 on this machine. Name a release to go to, or deploy one from the registry."), (refused.Fault, refused.Message));
        Assert.Equal("0.1.2", (await machine.RollbackAsync("0.1.2")).Version);
        Assert.Single(machine.Servers);
    }

    [Fact]
    public async Task It_needs_no_registry()
    {
        using var temp = new TemporaryFolder();
        await Shell.RunAsync("cp", "-r", releases.Registry, temp.File("registry"));
        await using var machine = new Machine();
        await machine.DeployAsync(releases.First with { Registry = temp.File("registry") });
        await machine.DeployAsync(releases.Second with { Registry = temp.File("registry") });
        Directory.Delete(temp.File("registry"), recursive: true);

        Assert.Equal("0.1.0", (await machine.RollbackAsync()).Version);
        Assert.Equal("0.1.0", (await machine.AskAsync(releases.Row)).Release);
    }

    [Fact]
    public async Task The_release_that_serves_is_up_to_date_and_an_unknown_one_is_refused_with_the_known()
    {
        await using var machine = new Machine();
        await machine.DeployAsync(releases.First);

        Assert.Equal(DeployKind.UpToDate, (await machine.RollbackAsync("0.1.0")).Kind);
        var refused = await Refused.ByAsync(() => machine.RollbackAsync("0.9.0"));
        Assert.Equal((DeliveryFault.Mistake, "DEL607: release '0.9.0' is not on this machine; there are: 0.1.0. Name one of these, or deploy it from the registry."), (refused.Fault, refused.Message));
    }

    [Fact]
    public async Task Without_a_deployment_there_is_nothing_to_go_back_from()
    {
        await using var machine = new Machine();
        var refused = await Refused.ByAsync(() => machine.RollbackAsync());

        Assert.Equal((DeliveryFault.Mistake, "DEL613: no release of 'credit-scoring' is deployed on this machine. Run ./build.sh Deploy first."), (refused.Fault, refused.Message));
    }

    [Fact]
    public async Task A_damaged_release_is_found_by_its_hash_and_made_whole_by_a_deploy()
    {
        await using var machine = new Machine();
        await machine.DeployAsync(releases.First);
        var second = await machine.DeployAsync(releases.Second);
        var folder = machine.Paths.Release("0.1.0").Path;
        var (model, name, extra) = (Path.Combine(folder, "model", "model.zip"), Path.Combine(folder, "model", "name.txt"), Path.Combine(folder, "server", "extra.dll"));

        await File.WriteAllTextAsync(extra, "", TestContext.Current.CancellationToken);
        Assert.Equal($"DEL609: release 0.1.0 is damaged: '{extra}' does not belong to it. Deploy it again from the registry.", (await Refused.ByAsync(() => machine.RollbackAsync())).Message);
        File.Delete(extra);
        File.Move(name, name + ".away");
        Assert.Equal($"DEL609: release 0.1.0 is damaged: '{name}' is missing. Deploy it again from the registry.", (await Refused.ByAsync(() => machine.RollbackAsync())).Message);
        File.Move(name + ".away", name);
        await using (var file = File.OpenWrite(model))
            file.WriteByte((byte)'p');
        var refused = await Refused.ByAsync(() => machine.RollbackAsync());
        Assert.Equal(DeliveryFault.Failed, refused.Fault);
        Assert.Matches($"^DEL609: release 0.1.0 is damaged: '{model}' has sha256 [0-9a-f]{{64}} instead of [0-9a-f]{{64}}. Deploy it again from the registry.$", refused.Message);
        Assert.Equal([second.Pid], machine.Servers);

        machine.Lines.Clear();
        Assert.Equal("0.1.0", (await machine.DeployAsync(releases.First)).Version);
        Assert.Contains("Unpacking release 0.1.0", machine.Lines);
        Assert.Equal("0.1.1", (await machine.RollbackAsync()).Version);
    }
}
