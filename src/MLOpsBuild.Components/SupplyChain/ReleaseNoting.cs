using System.Collections.Immutable;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Writes the notes of a release from what is attached to it and to the one before.</summary>
internal static class ReleaseNoting
{
    public static Task RunAsync(IReleaseNotes build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        var scope = BuildState.Of(build).Stages.Scope;
        var release = await ReleaseSelection.SelectAsync(scope, build.Release, pushedInThisRun: false, cancellation);
        var before = await BeforeAsync(scope, release, build.Since, cancellation);
        var (noted, notedBefore) = (await NoteAsync(scope, release, cancellation), before is null ? null : await NoteAsync(scope, before, cancellation));
        var text = NotesText.Of(new(scope.Pipeline.Name, noted, notedBefore, await CommitsAsync(scope, notedBefore, noted, cancellation)));
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(scope.Artifacts.PipelineFolder, "notes")).FullName, release.Version + ".md");
        await File.WriteAllTextAsync(file + ".new", text, cancellation);
        File.Move(file + ".new", file, overwrite: true);
        Console.Write(text);
        build.ReportFacts([new("release", release.Version), new("since", before?.Version ?? "nothing"), new("file", Path.GetRelativePath(scope.Root, file))]);
        return text;
    });

    /// <summary>What is named; else the champion, where that is another package; else the version before; null for the first release.</summary>
    private static async Task<SelectedRelease?> BeforeAsync(StageScope scope, SelectedRelease release, string? since, CancellationToken cancellation)
    {
        var name = scope.Pipeline.Name;
        if (scope.Remote is { } remote)
            await remote.FetchAsync(since ?? Champion.Tag, cancellation);
        var tags = await release.Registry.ListAsync(name, cancellation);
        if (since is not null && await release.Registry.FindAsync(name, since, cancellation) is null)
            throw new UserMistakeException($"--since: the registry has no {name}:{since}. It has {string.Join(", ", tags.Select(tag => tag.Tag))}.");
        var champion = tags.FirstOrDefault(tag => tag.Tag == Champion.Tag && tag.Descriptor.Digest != release.Package.Digest);
        var versions = scope.Remote is null ? [.. tags.Where(tag => tag.IsVersion).Select(tag => tag.Tag)] : await scope.Remote.Mirror.VersionsAsync(cancellation);
        var wanted = since ?? champion?.Tag ?? versions.TakeWhile(version => version != release.Version).LastOrDefault();
        return wanted is null ? null : await ReleaseSelection.SelectAsync(scope, wanted, pushedInThisRun: false, cancellation);
    }

    private static async Task<NotedRelease> NoteAsync(StageScope scope, SelectedRelease release, CancellationToken cancellation)
    {
        var report = await PackageVerification.CheckAsync(release.Registry, release.Package, scope.Pipeline.Name, policy: null, scope.Clock.GetUtcNow(), cancellation);
        return new(release.Version, release.Digest, report.Provenance, report.Materials, report.Gates);
    }

    private static async Task<ImmutableArray<string>?> CommitsAsync(StageScope scope, NotedRelease? before, NotedRelease release, CancellationToken cancellation) =>
        before?.Provenance?.Commit is { } from && release.Provenance?.Commit is { } to && IsCommit(from) && IsCommit(to)
        && await GitCommand.AskAsync(scope.Root, cancellation, "log", "--no-show-signature", "--format=%h %s", $"{from}..{to}", "--") is { } log
            ? [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries)]
            : null;

    // What stands in a registry becomes an argument of git: nothing but a commit may.
    private static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
