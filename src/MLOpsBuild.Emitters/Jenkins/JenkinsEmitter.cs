namespace MLOpsBuild.Emitters;

/// <summary>Writes the Jenkinsfile of a pipeline, <c>pipelines/&lt;pipeline&gt;/Jenkinsfile</c>: a stage a target, artifacts stashed.</summary>
public sealed class JenkinsEmitter : IEmitter
{
    /// <inheritdoc/>
    public Emission Emit(EmitterInput input)
    {
        if (input.Pipeline.Jenkins is not { } settings)
            return Emission.Empty;
        if (CiPlanner.Plan(input, out var findings) is not { } plan)
            return Emission.Refused(findings);

        var path = PathOf(input.Pipeline);
        var diagnostics = new Diagnostics();
        var jenkinsfile = Customizations.Apply(JenkinsLowering.Lower(plan, settings), settings.Customizations, diagnostics, "Jenkinsfile");
        JenkinsValidation.Validate(jenkinsfile, path, diagnostics);
        return diagnostics.Any
            ? Emission.Refused(diagnostics.Findings)
            : Emission.Of(new EmittedFile(path, GroovyText.Write([JenkinsfileGroovy.Of(jenkinsfile)], Header.Lines(input.Source, settings.Customizations))));
    }

    /// <summary>The file of a pipeline's Jenkinsfile.</summary>
    public static string PathOf(Pipeline pipeline) => $"pipelines/{pipeline.Name}/Jenkinsfile";
}
