namespace MLOpsBuild.Emitters;

/// <summary>Writes the Jenkinsfile of a pipeline, <c>pipelines/&lt;pipeline&gt;/Jenkinsfile</c>: a stage a target, artifacts stashed; and what people do to its environments by hand.</summary>
public sealed class JenkinsEmitter : IEmitter
{
    /// <inheritdoc/>
    public Emission Emit(EmitterInput input)
    {
        if (input.Pipeline.Jenkins is not { } settings)
            return Emission.Empty;
        if (CiPlanner.Plan(input, out var findings) is not { } plan)
            return Emission.Refused(findings);
        var operations = CiPlanner.Operations(input, out findings);
        if (!findings.IsEmpty)
            return Emission.Refused(findings);

        var run = Emit(PathOf(input.Pipeline), plan, input, settings, settings.Customizations);
        return operations is null ? run : GeneratedFiles.Join([run, Emit(OperationsPathOf(input.Pipeline), operations, input, settings, settings.OperationsCustomizations)]);
    }

    private static Emission Emit(string path, CiPlan plan, EmitterInput input, JenkinsSettings settings, ImmutableArray<Customization> customizations)
    {
        var diagnostics = new Diagnostics();
        var jenkinsfile = Customizations.Apply(JenkinsLowering.Lower(plan, settings), customizations, diagnostics, "Jenkinsfile");
        JenkinsValidation.Validate(jenkinsfile, path, diagnostics);
        return diagnostics.Any
            ? Emission.Refused(diagnostics.Findings)
            : Emission.Of(new EmittedFile(path, GroovyText.Write([JenkinsfileGroovy.Of(jenkinsfile)], jenkinsfile.Maps, Header.Lines(input.Source, customizations))));
    }

    /// <summary>The file of what people do to a pipeline's environments by hand.</summary>
    public static string OperationsPathOf(Pipeline pipeline) => $"{PathOf(pipeline)}.operations";

    /// <summary>The file of a pipeline's Jenkinsfile.</summary>
    public static string PathOf(Pipeline pipeline) => $"pipelines/{pipeline.Name}/Jenkinsfile";
}
