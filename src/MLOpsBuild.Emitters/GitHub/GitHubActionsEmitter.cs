namespace MLOpsBuild.Emitters;

/// <summary>Writes the workflow of a pipeline, <c>.github/workflows/&lt;pipeline&gt;.yml</c>, a job a stage, artifacts handed on; and what people do to its environments by hand.</summary>
public sealed class GitHubActionsEmitter : IEmitter
{
    /// <inheritdoc/>
    public Emission Emit(EmitterInput input)
    {
        if (input.Pipeline.GitHubActions is not { } settings)
            return Emission.Empty;
        if (CiPlanner.Plan(input, out var findings) is not { } plan)
            return Emission.Refused(findings);
        var operations = CiPlanner.Operations(input, out findings);
        if (!findings.IsEmpty)
            return Emission.Refused(findings);

        var run = Emit(PathOf(input.Pipeline), plan, input, settings, settings.Customizations);
        return operations is null ? run : GeneratedFiles.Join([run, Emit(OperationsPathOf(input.Pipeline), operations, input, settings, settings.OperationsCustomizations)]);
    }

    private static Emission Emit(string path, CiPlan plan, EmitterInput input, GitHubActionsSettings settings, ImmutableArray<Customization> customizations)
    {
        var diagnostics = new Diagnostics();
        GitHubTexts.Validate(plan, diagnostics);
        return diagnostics.Any
            ? Emission.Refused(diagnostics.Findings)
            : WorkflowFile.Of(path, GitHubLowering.Lower(plan, settings), input.Source, customizations);
    }

    /// <summary>The file of what people do to a pipeline's environments by hand.</summary>
    public static string OperationsPathOf(Pipeline pipeline) => $".github/workflows/{pipeline.Name}{CiPlan.OperationsSuffix}.yml";

    /// <summary>The file of a pipeline's workflow.</summary>
    public static string PathOf(Pipeline pipeline) => $".github/workflows/{pipeline.Name}.yml";
}
