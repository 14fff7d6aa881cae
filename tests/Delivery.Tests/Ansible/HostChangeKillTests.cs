using System.Globalization;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Whatever the last change is that a module makes on a host before it is killed, the host serves the old or the new release, and the next deploy puts it right.</summary>
[Collection(Fleet.Turns)]
public sealed class HostChangeKillTests(Releases releases, ServingHost host)
{
    private const string Killed = "/run/kill/killed";

    /// <summary>Kills before every change, or every so many of them (<c>MLOPSBUILD_TEST_KILL_STRIDE</c>), from the one of <c>MLOPSBUILD_TEST_KILL_FROM</c> on; each takes two deploys.</summary>
    [Fact(Explicit = true)]
    public async Task A_module_killed_before_any_of_its_changes_leaves_a_release_serving_and_the_next_deploy_puts_it_right()
    {
        var (serving, next) = await host.ServingAsync(releases);
        host.Fleet.Connection = host.Fleet.Connection with { TakeOver = true };
        await CountAsync();
        var (stride, from) = (Number("MLOPSBUILD_TEST_KILL_STRIDE"), Number("MLOPSBUILD_TEST_KILL_FROM"));
        var failures = new List<string>();
        var point = from;
        for (; ; point += stride)
        {
            await host.Machine.ShellAsync(string.Create(CultureInfo.InvariantCulture, $"rm -f {Killed}; echo 0 >/run/kill/count; echo {point} >/run/kill/at"));
            var told = await OutcomeAsync(next);
            if ((await host.Machine.TryAsync("cat", Killed)) is not (0, var at, _))
                break;
            await host.Machine.ShellAsync("echo 0 >/run/kill/at");
            try
            {
                await host.RequireAnswerAsync(releases);
                Assert.Contains((await host.PlaceAsync()).Version, (string[])[serving.Version, next.Version]);
                Assert.True((await host.Fleet.DeployAsync(next)).Succeeded);
                await host.RequireAsync(next);
            }
            catch (Exception failure) when (failure is Xunit.Sdk.IAssertionException or IOException or DeliveryException)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"{point}, {at}: {told}; {failure.Message}"));
            }

            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{point} {at}: {told}"));
            (serving, next) = (next, serving);
        }

        Assert.Empty(failures);
        Assert.True(point > from, "Nothing was killed.");
    }

    private async Task<string> OutcomeAsync(Release release)
    {
        try
        {
            return Fleet.Text(await host.Fleet.DeployAsync(release));
        }
        catch (DeliveryException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Has the host's modules run by a Python that counts.</summary>
    private async Task CountAsync()
    {
        await Shell.RunAsync("docker", "cp", Repository.File("tests", "Delivery.Tests", "Ansible", "kill-before-change.py"), host.Machine.Name + ":/opt/sitecustomize.py");
        await host.Machine.ShellAsync("mkdir -p /opt/counting /run/kill && mv /opt/sitecustomize.py /opt/counting && printf '#!/bin/sh\\nPYTHONPATH=/opt/counting exec /usr/bin/python3 \"$@\"\\n' >/opt/counting/python && chmod 755 /opt/counting /opt/counting/python");
        var variables = Path.Combine(host.Fleet.Checkout, "pipelines", Releases.Pipeline, "ansible", "inventories", "production", "group_vars", "model_servers.yml");
        await File.AppendAllTextAsync(variables, "ansible_python_interpreter: /opt/counting/python\n", TestContext.Current.CancellationToken);
    }

    private static int Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
}
