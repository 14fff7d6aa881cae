namespace MLOpsBuild.Emitters;

/// <summary>Writes the playbooks, role and inventories that bring a pipeline's model to hosts, <c>pipelines/&lt;pipeline&gt;/ansible/</c>.</summary>
public sealed class AnsibleEmitter : IEmitter
{
    private static readonly string[] Templates = ["{{", "{%", "{#"];

    /// <inheritdoc/>
    public Emission Emit(EmitterInput input)
    {
        if (input.Pipeline.Ansible is not { } settings)
            return Emission.Empty;
        var diagnostics = new Diagnostics();
        var project = Customizations.Apply(AnsibleLowering.Lower(input.Pipeline, settings), settings.Customizations, diagnostics, "Ansible files");
        var header = Header.Lines(input.Source, settings.Customizations);
        if (header.Any(line => Templates.Any(template => line.Contains(template, StringComparison.Ordinal))))
            diagnostics.Add(FindingCodes.Unwritable, FolderOf(input.Pipeline), "Ansible would take a file's name in the header of a template for a template", input.Source, "Rename the file: without {{, {% and {#.");
        return diagnostics.Any ? Emission.Refused(diagnostics.Findings) : new(AnsibleFiles.Of(FolderOf(input.Pipeline), project, header), []);
    }

    /// <summary>The folder of a pipeline's files for Ansible.</summary>
    public static string FolderOf(Pipeline pipeline) => $"pipelines/{pipeline.Name}/ansible";
}
