using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Emitters;

namespace MLOpsBuild.Components;

/// <summary>What <c>Generate</c> and <c>Check</c> do.</summary>
internal static class Generation
{
    private const string Again = "Run ./build.sh Generate, or change the definition.";

    /// <summary>Refuses an unknown pipeline, or one whose definition has mistakes, before anything runs.</summary>
    /// <exception cref="UserMistakeException">There is no such pipeline, or nothing at all to make files from.</exception>
    public static bool Selects(IHazGeneratedFiles build) =>
        GenerationInputs.Select(build).Length > 0 || build.RepositoryFiles.Count > 0 || PipelineSelection.Select(build.Pipelines, build.Pipeline) != null;

    public static void Generate(IHazGeneratedFiles build, bool showOnly)
    {
        var plan = Plan(build, out var files);
        foreach (var change in Changes(plan))
            Console.WriteLine(showOnly ? ChangeText.Diff(change) : ChangeText.Done(change));
        if (!showOnly)
            Translate(() => files.Write(plan));
        Report(build, plan);
    }

    /// <exception cref="TargetFailedException">A file differs; the difference has been printed.</exception>
    public static void Check(IHazGeneratedFiles build)
    {
        var plan = Plan(build, out _);
        var changes = Changes(plan);
        foreach (var change in changes)
            Console.WriteLine(ChangeText.Difference(change));
        Report(build, plan);
        if (!changes.IsEmpty)
            throw new TargetFailedException($"{ChangeText.Count(changes.Length)} from what the definitions make: {string.Join(", ", changes.Select(change => change.Path))}. {Again}");
    }

    private static ImmutableArray<FileChange> Plan(IHazGeneratedFiles build, out GeneratedFiles files)
    {
        var found = new GeneratedFiles(build.RootDirectory);
        files = found;
        var inputs = GenerationInputs.Select(build);
        var emission = GeneratedFiles.Emit(EmitterCatalog.All, inputs);
        return build.Pipeline is null
            ? Translate(() => found.Plan(GeneratedFiles.Join([emission, .. build.RepositoryFiles])))
            : Translate(() => found.Plan(emission, [.. inputs.Select(input => input.Source)]));
    }

    private static ImmutableArray<FileChange> Changes(ImmutableArray<FileChange> plan) => [.. plan.Where(change => change.Kind != FileChangeKind.Unchanged)];

    private static void Report(IHazGeneratedFiles build, ImmutableArray<FileChange> plan) => build.ReportFacts(
    [
        new("files", plan.Count(change => change.After is not null).ToString(CultureInfo.InvariantCulture)),
        new("changed", Changes(plan).Length.ToString(CultureInfo.InvariantCulture)),
    ]);

    private static void Translate(Action work) => Translate(() =>
    {
        work();
        return true;
    });

    private static T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (EmissionException exception) when (exception.Findings.Any(finding => finding.Code == Pipelines.FindingCodes.FileRefused))
        {
            throw new EnvironmentLacksException(exception.Message, exception);
        }
        catch (EmissionException exception)
        {
            throw new UserMistakeException(exception.Message);
        }
    }
}
