namespace MLOpsBuild.Emitters;

/// <summary>Writes the Dockerfile of a pipeline's model, <c>pipelines/&lt;pipeline&gt;/Dockerfile</c>, and what of the repository it may read.</summary>
public sealed class DockerEmitter : IEmitter
{
    /// <inheritdoc/>
    public Emission Emit(EmitterInput input)
    {
        if (input.Pipeline.Docker is not { } settings)
            return Emission.Empty;
        var diagnostics = new Diagnostics();
        var dockerfile = Customizations.Apply(DockerLowering.Lower(input.Pipeline, settings), settings.Customizations, diagnostics, "Dockerfile");
        if (diagnostics.Any)
            return Emission.Refused(diagnostics.Findings);

        var header = Header.Lines(input.Source, settings.Customizations);
        return Emission.Of(
            new EmittedFile(PathOf(input.Pipeline), DockerText.Write(dockerfile, header)),
            new EmittedFile(PathOf(input.Pipeline) + ".dockerignore", Ignore(DockerLowering.Read(input.Pipeline), header)));
    }

    /// <summary>The file of a pipeline's Dockerfile.</summary>
    public static string PathOf(Pipeline pipeline) => $"pipelines/{pipeline.Name}/Dockerfile";

    private static string Ignore(IEnumerable<string> read, IEnumerable<string> header) =>
        string.Concat([.. header.Select(line => $"# {line}\n"), "**\n", .. read.Select(path => $"!{path}\n")]);
}
