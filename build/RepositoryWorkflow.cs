using MLOpsBuild.Emitters;

/// <summary>The workflow that tests this repository on GitHub Actions.</summary>
internal static class RepositoryWorkflow
{
    private const int KeptDays = 7;

    public static Emission Emit() => WorkflowFile.Of(
        ".github/workflows/ci.yml",
        new()
        {
            Name = "ci",
            On = new() { PushTo = ["main"], PullRequest = true, Dispatch = [] },
            Concurrency = new("ci-${{ github.ref }}", "${{ github.event_name == 'pull_request' }}"),
            Jobs =
            [
                Job("test", "Test", minutes: 90,
                    WorkflowSteps.RunPart("Test", $".ci/run --partition \"$PARTITION/{TestShare.Parts}\""),
                    WorkflowSteps.LeavePart(new("test-results", ["artifacts/tests"]), KeptDays)) with { Matrix = WorkflowMatrix.OfParts(TestShare.Parts) },
                Job("check", "Check the generated files", minutes: 15, new RunStep("Check", "./build.sh Check")),
            ],
        },
        "build/RepositoryWorkflow.cs");

    private static WorkflowJob Job(string id, string name, int minutes, params WorkflowStep[] steps) => new()
    {
        Id = id,
        Name = name,
        RunsOn = ["ubuntu-24.04"],
        TimeoutMinutes = minutes,
        Permissions = [new("contents", "read")],
        Steps = [WorkflowSteps.Checkout, WorkflowSteps.Dotnet, WorkflowSteps.Packages, .. steps],
    };
}
