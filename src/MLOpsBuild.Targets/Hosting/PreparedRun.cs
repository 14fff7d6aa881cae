namespace MLOpsBuild.Targets;

/// <summary>A run whose arguments are read and whose plan is made.</summary>
internal sealed record PreparedRun(BuildWorld World, NukeBuild Build, RunOptions Options, TargetCatalog Catalog, ExecutionPlan Plan)
{
    /// <summary>What to print instead of running: help, list, plan or version.</summary>
    public string? Page { get; init; }
}
