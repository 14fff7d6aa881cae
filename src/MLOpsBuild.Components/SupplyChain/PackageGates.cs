using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>What the gates said, from what Validate left.</summary>
internal static class PackageGates
{
    public static GateVerdict Make(StageScope scope)
    {
        var gates = Evaluation(scope).Gates;
        return new(
            scope.Pipeline.Name,
            Digest.Parse(FileDigest.OfText(StageDefinitions.Validate(scope.Pipeline))),
            [.. gates.Where(gate => gate.Passed).Select(gate => gate.Name)],
            [.. gates.Where(gate => !gate.Passed).Select(gate => gate.Name)]);
    }

    public static Evaluation Evaluation(StageScope scope) =>
        EvaluationFile.Parse(File.ReadAllText(Path.Combine(scope.Artifacts.Folder("validate"), StageFiles.Evaluation)));
}
