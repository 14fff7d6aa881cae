using YamlDotNet.RepresentationModel;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>Runs the steps of one job in its clone.</summary>
internal sealed class StepRunner(Checkout machine, ArtifactShelf shelf, Scope scope, RunSettings settings)
{
    private readonly System.Text.StringBuilder _log = new();
    private readonly string _summary = machine.Root + ".summary.md";
    private readonly string _temporary = machine.Root + ".temp";
    private readonly Dictionary<string, object?> _steps = [];
    private bool _hasFailed;

    /// <summary>Runs them in order, each by its condition.</summary>
    public async Task<JobRun> RunAsync(string id, YamlNode job)
    {
        File.Delete(_summary);
        Directory.CreateDirectory(_temporary);
        foreach (var step in (YamlSequenceNode)job.Find("steps")!)
        {
            var here = Here();
            if (!Condition.Holds(step.TextOf("if"), here))
                continue;
            try
            {
                await RunAsync(step, here);
            }
            catch (StepException exception)
            {
                _log.Append(exception.Message).Append('\n');
                _hasFailed = true;
            }
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary)); // a runner of one's own keeps it
        var outputs = job.Find("outputs").Pairs().ToDictionary(pair => pair.Key, pair => (object?)Expression.Fill(Yaml.Text(pair.Value), Here()));
        return new(id, _hasFailed ? "failure" : "success", _log.ToString(), File.Exists(_summary) ? File.ReadAllText(_summary) : "") { Outputs = outputs };
    }

    private Scope Here() => scope.With("steps", _steps) with { HasFailed = _hasFailed, Workspace = machine.Root };

    private async Task RunAsync(YamlNode step, Scope here)
    {
        var with = step.Find("with").Pairs().ToDictionary(pair => pair.Key, pair => Expression.Fill(Yaml.Text(pair.Value), here));
        switch (step.TextOf("uses")?.Split('@')[0])
        {
            case null:
                await ShellAsync(step, here);
                break;
            case "actions/checkout":
                Assert.Equal("false", with["persist-credentials"]);
                break;
            case "actions/setup-dotnet":
                if (!File.Exists(machine.PathOf(with["global-json-file"])))
                    throw new StepException($"The specified global.json file '{with["global-json-file"]}' does not exist");
                break;
            case "actions/cache":
                Assert.Matches("^nuget-Linux-X64-[0-9a-f]{64}$", with["key"]);
                break;
            case "actions/upload-artifact":
                shelf.Upload(machine.Root, with);
                break;
            case "actions/download-artifact":
                shelf.Download(machine.Root, with);
                break;
            case "actions/attest-build-provenance":
                settings.Uses("actions/attest-build-provenance", with);
                break;
            case var action:
                throw new StepException($"This runner has no action {action}.");
        }
    }

    private async Task ShellAsync(YamlNode step, Scope here)
    {
        var script = Yaml.Text(step.Find("run")!);
        Assert.DoesNotContain("${{", script, StringComparison.Ordinal);
        var (file, output) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(file, script);
        try
        {
            var bash = new Script("bash", machine.Root).With("GITHUB_ACTIONS", "true").With("CI", "true").With("GITHUB_STEP_SUMMARY", _summary)
                .With("GITHUB_OUTPUT", output).With("GITHUB_REPOSITORY", "acme/models").With("GITHUB_RUN_ID", "42").With("RUNNER_TEMP", _temporary);
            foreach (var (name, value) in settings.Machine)
                bash.With(name, value);
            foreach (var (name, value) in step.Find("env").Pairs())
                bash.With(name, Expression.Fill(Yaml.Text(value), here));
            var run = await bash.RunAsync("--noprofile", "--norc", "-eo", "pipefail", file);
            _log.Append(run.Text);
            if (step.TextOf("id") is { } id)
                _steps[id] = new Dictionary<string, object?> { ["outputs"] = File.ReadLines(output).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => (object?)pair[1]) };
            if (run.ExitCode != 0)
                throw new StepException(FormattableString.Invariant($"Error: Process completed with exit code {run.ExitCode}."));
        }
        finally
        {
            File.Delete(file);
            File.Delete(output);
        }
    }
}
