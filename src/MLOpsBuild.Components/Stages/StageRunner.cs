using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>Runs stages under the lock, into their folders, and says which are up to date.</summary>
internal sealed class StageRunner(StageScope scope, Action<string> log)
{
    private readonly Dictionary<string, string?> _reasons = [];

    public StageScope Scope { get; } = scope;

    /// <summary>Why the stage would run now, or null when its artifact is up to date and whole.</summary>
    public async Task<string?> ReasonToRunAsync(StageWork stage)
    {
        if (!_reasons.TryGetValue(stage.Name, out var reason))
            _reasons[stage.Name] = reason = await FindReasonAsync(stage);
        return reason;
    }

    /// <summary>Runs the stage and puts its artifact in place; a stage that another run has just finished is left alone.</summary>
    /// <exception cref="StageException">An input is missing or stale, or the stage failed; its files are in place to be read.</exception>
    public async Task<StageRecord> RunAsync(StageWork stage, CancellationToken cancellation)
    {
        using var held = await StageLock.TakeAsync(Scope.LockFile, stage.Title, log, cancellation);
        Forget();
        await RequireUpstreamAsync(stage);
        if (await ReasonToRunAsync(stage) is null && Scope.Record(stage.Name) is { } made)
            return made;

        var key = await KeyAsync(stage);
        var work = Scope.Artifacts.StartWork(stage.Name);
        var result = await stage.RunAsync(Scope, work, new(log, cancellation));
        cancellation.ThrowIfCancellationRequested();
        await RequireUnchangedAsync(stage, key);
        var record = new StageRecord(StageRecord.CurrentFormat, stage.Name, Scope.Pipeline.Name, result.Passed, result.Headline, key, FileDigest.OfFolder(work), [.. result.Facts]);
        Scope.Artifacts.Publish(stage.Name, work, record);
        Forget();
        return result.Passed ? record : throw new StageException(result.Headline, result.Findings);
    }

    private async Task RequireUnchangedAsync(StageWork stage, SortedDictionary<string, string> before)
    {
        if ((await KeyAsync(stage)).Except(before).Select(input => input.Key).FirstOrDefault() is { } changed)
            throw new StageException("", [new(FindingCodes.ChangedInput, $"{changed} changed while {stage.Title} read it", Scope.Pipeline.Name, null, "Run again when nothing writes to it; nothing was kept.")]);
    }

    private async Task<string?> FindReasonAsync(StageWork stage)
    {
        foreach (var upstream in stage.Upstream)
        {
            if (await ReasonToRunAsync(upstream) is not null)
                return $"{upstream.Title} comes first";
        }

        return StageFreshness.ReasonToRun(Scope.Artifacts.Folder(stage.Name), Scope.Record(stage.Name), Scope.Pipeline.Name, await KeyAsync(stage))
            ?? await stage.ReasonToRunAsync(Scope);
    }

    private void Forget()
    {
        Scope.Forget();
        _reasons.Clear();
    }

    private async Task<SortedDictionary<string, string>> KeyAsync(StageWork stage) => new((await stage.InputsAsync(Scope)).ToDictionary(), StringComparer.Ordinal);

    private async Task RequireUpstreamAsync(StageWork stage)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var upstream in stage.Upstream)
        {
            if (await ReasonToRunAsync(upstream) is { } reason)
                findings.Add(new(FindingCodes.StaleInput, $"{stage.Title} needs the artifact of {upstream.Title}, but {reason}", $"artifacts/{Scope.Pipeline.Name}/{upstream.Name}", null, $"Run ./build.sh {upstream.Title} --pipeline {Scope.Pipeline.Name}, or hand its artifact on; {stage.Title} does not make it again."));
        }

        if (findings.Count > 0)
            throw new StageException($"{stage.Title} cannot run:", findings);
    }
}
