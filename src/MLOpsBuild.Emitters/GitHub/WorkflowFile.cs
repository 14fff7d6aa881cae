namespace MLOpsBuild.Emitters;

/// <summary>A workflow as a file: customized, checked, written.</summary>
public static class WorkflowFile
{
    /// <summary>The workflow of a repository that belongs to no pipeline, such as the one that tests it.</summary>
    /// <param name="path">Relative to the repository, in <c>.github/workflows</c>.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="source">The file that says what it is, relative to the repository; the header names it.</param>
    public static Emission Of(string path, Workflow workflow, string source) => Of(path, workflow, source, []);

    internal static Emission Of(string path, Workflow workflow, string source, ImmutableArray<Customization> customizations)
    {
        var diagnostics = new Diagnostics();
        workflow = Customizations.Apply(workflow, customizations, diagnostics);
        WorkflowValidation.Validate(workflow, path, diagnostics);
        if (diagnostics.Any)
            return Emission.Refused(diagnostics.Findings);

        var file = new EmittedFile(path, YamlText.Write(WorkflowYaml.Of(workflow), Header.Lines(source, customizations)));
        WorkflowValidation.Validate(file, diagnostics);
        return diagnostics.Any ? Emission.Refused(diagnostics.Findings) : Emission.Of(file);
    }
}
