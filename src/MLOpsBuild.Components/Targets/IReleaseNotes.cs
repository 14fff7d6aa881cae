namespace MLOpsBuild.Components;

/// <summary>Tells what is new in a release.</summary>
public interface IReleaseNotes : IHazLocalServer
{
    /// <summary>The release to compare with; the champion by default, or the version before where the release is the champion itself.</summary>
    [Parameter("The release that the notes compare with; the champion by default, or the version before.")]
    string? Since => TryGetValue(() => Since);

    /// <summary>Writes <c>artifacts/&lt;pipeline&gt;/notes/&lt;version&gt;.md</c> and prints it.</summary>
    Target ReleaseNotes => _ => _
        .Description("Tells as Markdown what changed since the champion: data, definition, code and metrics; of the newest release, or --release")
        .TryAfter<IPush>(x => x.Push)
        .SelectsPipeline(this)
        .Executes(cancellation => ReleaseNoting.RunAsync(this, cancellation));
}
