using System.Runtime.CompilerServices;

namespace MLOpsBuild.Emitters;

/// <summary>The escape hatch of the workflow.</summary>
public static class GitHubActionsCustomization
{
    /// <summary>Changes the workflow by code, after everything else; the file's header names the file that does so.</summary>
    public static GitHubActionsBuilder Customize(this GitHubActionsBuilder builder, Func<Workflow, Workflow> change, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Customized(Customizations.Of(change, file));
    }

    /// <summary>Changes the workflow with what people do by hand, after everything else; the file's header names the file that does so.</summary>
    public static GitHubActionsBuilder CustomizeOperations(this GitHubActionsBuilder builder, Func<Workflow, Workflow> change, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.CustomizedOperations(Customizations.Of(change, file));
    }
}
