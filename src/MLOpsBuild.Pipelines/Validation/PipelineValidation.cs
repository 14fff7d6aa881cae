using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>Finds everything that is wrong with a definition, before anything runs.</summary>
internal static partial class PipelineValidation
{
    private const int LongestName = 63;

    public static void Validate(Pipeline pipeline, FindingList findings)
    {
        if (pipeline.Name.Length > LongestName || !Name().IsMatch(pipeline.Name))
            findings.Add(FindingCodes.BadName, "Name", "a pipeline's name is lower-case letters, digits and single dashes, at most 63, a letter first", $"'{pipeline.Name}'", "Rename it, as in credit-scoring: it becomes a folder, a tag and a job.");

        if (pipeline.Rows.Features.IsEmpty)
            findings.Add(FindingCodes.NothingToDo, "row type", "no column is a feature", null, "Leave at least one column without [Sensitive] and [Unused].");

        DataValidation.Validate(pipeline, findings);
        TrainerValidation.Validate(pipeline.Train, findings);
        TestValidation.Validate(pipeline, findings);
        GateValidation.Validate(pipeline, findings);
        Options.Between(findings, null, "Local(port)", pipeline.Deploy.Local.Port, 1, 65_535);
        Options.AtLeast(findings, null, "Local(keepReleases)", pipeline.Deploy.Local.KeepReleases, 1);
        TriggerValidation.Validate(pipeline.Triggers, findings);
        PushValidation.Validate(pipeline.Push, findings);
        EnvironmentValidation.Validate(pipeline, findings);
        CiValidation.Validate(pipeline, findings);
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex Name();
}
