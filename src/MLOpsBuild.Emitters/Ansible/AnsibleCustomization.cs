using System.Runtime.CompilerServices;

namespace MLOpsBuild.Emitters;

/// <summary>The escape hatch of the playbooks.</summary>
public static class AnsibleCustomization
{
    /// <summary>Changes the files by code, after everything else; each file's header names the file that does so. What is given is Ansible's own language: <c>{{ }}</c> is a template there.</summary>
    public static AnsibleBuilder Customize(this AnsibleBuilder builder, Func<AnsibleProject, AnsibleProject> change, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Customized(Customizations.Of(change, file));
    }
}
