namespace MLOpsBuild.Emitters;

/// <summary>A workflow as a file: customized, checked, written.</summary>
internal static class WorkflowFile
{
    public static Emission Of(string path, Workflow workflow, string source, ImmutableArray<Customization> customizations)
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
