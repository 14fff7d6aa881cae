namespace MLOpsBuild.Emitters;

/// <summary>Writes the workflow of a pipeline, <c>.github/workflows/&lt;pipeline&gt;.yml</c>: a job a stage, artifacts handed on.</summary>
public sealed class GitHubActionsEmitter : IEmitter
{
    /// <inheritdoc/>
    public Emission Emit(EmitterInput input)
    {
        if (input.Pipeline.GitHubActions is not { } settings)
            return Emission.Empty;
        if (CiPlanner.Plan(input, out var findings) is not { } plan)
            return Emission.Refused(findings);

        var diagnostics = new Diagnostics();
        GitHubTexts.Validate(plan, diagnostics);
        if (diagnostics.Any)
            return Emission.Refused(diagnostics.Findings);

        return WorkflowFile.Of(
            PathOf(input.Pipeline),
            GitHubLowering.Lower(plan, settings),
            input.Source,
            settings.Customizations);
    }

    /// <summary>The file of a pipeline's workflow.</summary>
    public static string PathOf(Pipeline pipeline) => $".github/workflows/{pipeline.Name}.yml";
}
