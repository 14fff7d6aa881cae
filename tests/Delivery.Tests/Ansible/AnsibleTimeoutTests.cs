using MLOpsBuild.Testing;
using Pipelines;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A playbook that does not come to its end is ended and told; no host is needed for that.</summary>
public sealed class AnsibleTimeoutTests
{
    [Fact]
    public async Task A_playbook_that_runs_too_long_is_asked_to_end_and_told()
    {
        using var folder = new TemporaryFolder();
        var program = folder.File("ansible-playbook");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\ntrap 'touch \"{folder.File("asked")}\"; exit 130' INT\nwhile :; do sleep 0.05; done\n", TestContext.Current.CancellationToken);
        await Shell.RunAsync("chmod", "700", program);
        var model = new CustomerChurn().Model;
        var driver = AnsibleEnvironment.Create(model, model.Deploy.Environments[0], Repository.Root, new() { Program = program, Timeout = TimeSpan.FromSeconds(1) });

        var refusal = await Refused.ByAsync(() => driver.ObserveAsync(TestContext.Current.CancellationToken));

        Assert.Equal((DeliveryFault.Environment, "DEL653: ansible-playbook status.yml had not ended after 1 s and was stopped. Each host serves its old or its new release: see Status, then deploy again."), (refusal.Fault, refusal.Message));
        Assert.True(File.Exists(folder.File("asked")), "it was not asked, but killed");
    }
}
