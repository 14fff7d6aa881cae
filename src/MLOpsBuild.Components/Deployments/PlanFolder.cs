using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>What PlanDeploy leaves in <c>artifacts/&lt;pipeline&gt;/plan-&lt;environment&gt;</c>: the plan, as data and for people, and who planned.</summary>
internal sealed class PlanFolder(StageScope scope, string environment)
{
    private readonly string _folder = scope.Artifacts.Folder("plan-" + environment);

    private string PlanPath => Path.Combine(_folder, "plan.json");

    private string PlannerPath => Path.Combine(_folder, "planned-by.txt");

    public void Write(Planned planned, string planner)
    {
        Directory.CreateDirectory(_folder);
        Replace(PlannerPath, System.Text.Encoding.UTF8.GetBytes(planner + "\n"));
        Replace(Path.Combine(_folder, "plan.md"), System.Text.Encoding.UTF8.GetBytes(PlanText.Markdown(planned.Plan, planned.Findings)));
        Replace(PlanPath, PlanFile.ToBytes(planned.Plan));
    }

    /// <summary>The plan of a digest, where it is here.</summary>
    public DeployPlan? Find(string digest) => PlanFile.Read(PlanPath) is { } plan && PlanFile.DigestOf(plan) == digest ? plan : null;

    /// <summary>Who made the plan of a digest, where it is here.</summary>
    public string? PlannerOf(string digest) => Find(digest) is not null && File.Exists(PlannerPath) ? File.ReadAllText(PlannerPath).Trim() : null;

    private static void Replace(string file, byte[] bytes)
    {
        File.WriteAllBytes(file + ".new", bytes);
        File.Move(file + ".new", file, overwrite: true);
    }
}
