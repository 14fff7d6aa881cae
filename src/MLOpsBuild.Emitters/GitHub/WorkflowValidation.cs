using System.Text;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>What GitHub would refuse of a workflow, or take for something else than it is.</summary>
internal static partial class WorkflowValidation
{
    private const int MostJobs = 256;
    private const int MostInputs = 25;
    private const int MostBytes = 500 * 1024;

    public static void Validate(Workflow workflow, string path, Diagnostics diagnostics)
    {
        var jobs = workflow.Jobs.Sum(job => job.Matrix?.Values.Length ?? 1);
        if (jobs > MostJobs)
            diagnostics.Add(FindingCodes.LimitExceeded, path, $"GitHub Actions runs at most {MostJobs} jobs of a workflow", FormattableString.Invariant($"{jobs} jobs"), "Join targets, give them fewer parts, or split the pipeline.");
        if (workflow.On.Dispatch is { } inputs && inputs.Length > MostInputs)
            diagnostics.Add(FindingCodes.LimitExceeded, path, $"GitHub Actions takes at most {MostInputs} inputs by hand", $"{inputs.Length} inputs", "Let targets read fewer parameters.");

        foreach (var same in workflow.Jobs.GroupBy(job => job.Id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, path, "two jobs share an id", same.Key, "Rename one of them.");
        foreach (var job in workflow.Jobs)
            Validate(job, workflow, path, diagnostics);
        foreach (var same in Uploads(workflow).GroupBy(name => name).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, path, "two steps upload an artifact of one name, which GitHub refuses", same.Key, "Rename one of them.");
    }

    /// <summary>Told of the text, when it is written.</summary>
    public static void Validate(EmittedFile file, Diagnostics diagnostics)
    {
        var bytes = Encoding.UTF8.GetByteCount(file.Text);
        if (bytes > MostBytes)
            diagnostics.Add(FindingCodes.LimitExceeded, file.Path, "GitHub Actions does not start a workflow file above 500 KB", $"{bytes} bytes", "Split the pipeline.");
    }

    private static void Validate(WorkflowJob job, Workflow workflow, string path, Diagnostics diagnostics)
    {
        var place = $"{path}, job {job.Id}";
        if (!JobId().IsMatch(job.Id))
            diagnostics.Add(FindingCodes.Unwritable, place, "GitHub Actions takes letters, digits, dashes and underscores for a job's id, at most 100, a letter or underscore first", job.Id, "Rename it.");
        foreach (var unknown in job.Needs.Where(need => workflow.Jobs.All(other => other.Id != need)))
            diagnostics.Add(FindingCodes.UnknownTarget, place, "a job waits for one that the workflow does not have", unknown, $"It has {string.Join(", ", workflow.Jobs.Select(other => other.Id))}.");
        foreach (var run in job.Steps.OfType<RunStep>())
        {
            if (run.Script.Contains("${{", StringComparison.Ordinal))
                diagnostics.Add(FindingCodes.Unwritable, place, "a script holds an expression, into which others could write commands", run.Name, "Give the value by a variable of the step.");
            foreach (var (name, value) in run.Variables.Where(variable => !IsExpressionOrLiteral(variable.Value)))
                diagnostics.Add(FindingCodes.Unwritable, place, $"GitHub Actions takes ${{{{ in {name} for an expression", value, "Rename it.");
        }
    }

    /// <summary>One of the expressions that we write, or a text without any.</summary>
    private static bool IsExpressionOrLiteral(string value) => !value.Contains("${{", StringComparison.Ordinal) || Reference().IsMatch(value);

    private static IEnumerable<string> Uploads(Workflow workflow) => workflow.Jobs
        .SelectMany(job => job.Steps.OfType<ActionStep>())
        .Where(step => step.Action == ActionPins.UploadArtifact)
        .Select(step => step.With.Entries.Where(entry => entry.Key == "name").Select(entry => entry.Value).OfType<YamlScalar>().FirstOrDefault()?.Text ?? "artifact");

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]{0,99}\\z")]
    private static partial Regex JobId();

    [GeneratedRegex("^\\$\\{\\{ [A-Za-z0-9_.-]+( != '\\(not given\\)' && [A-Za-z0-9_.-]+ \\|\\| '')? \\}\\}\\z")]
    private static partial Regex Reference();
}
