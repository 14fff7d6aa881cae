namespace MLOpsBuild.Emitters;

/// <summary>What Jenkins would refuse of a Jenkinsfile, or do otherwise than it says.</summary>
internal static class JenkinsValidation
{
    public static void Validate(Jenkinsfile file, string path, Diagnostics diagnostics)
    {
        foreach (var same in file.Parameters.GroupBy(parameter => parameter.Name).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, path, "two parameters have the same name", same.Key, "Rename one of them.");
        Neighbours(file.Stages, path, "the pipeline", diagnostics);
        foreach (var group in file.AllStages.OfType<GroupStage>())
            Neighbours(group.Stages, path, $"stage {group.Name}", diagnostics);
        foreach (var outer in file.AllStages.OfType<GroupStage>().Where(group => group.InParallel))
        {
            foreach (var inner in outer.WithInner().Skip(1).Where(stage => stage is GroupStage { InParallel: true } or MatrixStage))
                diagnostics.Add(FindingCodes.Unwritable, $"{path}, stage {outer.Name}", $"Jenkins takes no {(inner is MatrixStage ? "matrix" : "parallel stages")} inside of parallel stages", inner.Name, "Put them side by side.");
        }

        Stashes(file, path, diagnostics);
    }

    private static void Neighbours(ImmutableArray<JenkinsStage> stages, string path, string place, Diagnostics diagnostics)
    {
        if (stages.IsEmpty)
            diagnostics.Add(FindingCodes.Unwritable, $"{path}, {place}", "Jenkins takes no empty list of stages", null, "Give it a stage, or take it out.");
        foreach (var same in stages.GroupBy(stage => stage.Name).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, $"{path}, {place}", "two stages have the same name", same.Key, "Rename one of them.");
        foreach (var stage in stages.Where(stage => string.IsNullOrWhiteSpace(stage.Name)))
            diagnostics.Add(FindingCodes.Unwritable, $"{path}, {place}", "a stage needs a name", $"'{stage.Name}'", "Name it.");
        foreach (var approval in stages.OfType<ApprovalStage>().Where(approval => approval.Submitters.IsEmpty))
            diagnostics.Add(FindingCodes.Unwritable, $"{path}, stage {approval.Name}", "without a submitter Jenkins takes anybody's approval", null, "Name who approves.");
    }

    private static void Stashes(Jenkinsfile file, string path, Diagnostics diagnostics)
    {
        var parts = file.AllStages.OfType<MatrixStage>().ToLookup(matrix => matrix.Part.Name, matrix => matrix.Parts);
        var steps = file.AllStages.OfType<WorkStage>().SelectMany(stage => All(stage.Steps).Select(step => (Stage: stage.Name, Step: step))).ToArray();
        var stashed = steps.Where(step => step.Step.Name == "stash").SelectMany(step => Names(step.Step["name"], parts[step.Stage].FirstOrDefault()).Select(name => (step.Stage, Name: name))).ToArray();
        foreach (var same in stashed.GroupBy(stash => stash.Name).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, path, "two stages stash under one name, and the later replaces the earlier", same.Key, $"Rename one of those in {string.Join(", ", same.Select(stash => stash.Stage))}.");
        foreach (var (stage, step) in steps.Where(step => step.Step.Name == "unstash"))
        {
            var name = Text(step.Arguments.FirstOrDefault()?.Value);
            if (stashed.All(stash => stash.Name != name))
                diagnostics.Add(FindingCodes.NobodyProduces, $"{path}, stage {stage}", "a stage unstashes what nobody stashes", name, $"There are {string.Join(", ", stashed.Select(stash => stash.Name))}.");
        }
    }

    private static IEnumerable<GroovyCall> All(IEnumerable<GroovyCall> steps) => steps.SelectMany(step => All(step.Body ?? []).Prepend(step));

    /// <summary>The names that a value comes to, in each part of a matrix.</summary>
    private static IEnumerable<string> Names(GroovyValue? value, int parts) => value is GroovyPart part
        ? Enumerable.Range(1, parts).Select(number => FormattableString.Invariant($"{part.Text}{number}"))
        : [Text(value)];

    private static string Text(GroovyValue? value) => value is GroovyString text ? text.Text : "";
}
