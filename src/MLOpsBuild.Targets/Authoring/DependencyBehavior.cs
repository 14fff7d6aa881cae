namespace MLOpsBuild.Targets;

/// <summary>What becomes of the dependencies of a target that is skipped.</summary>
public enum DependencyBehavior
{
    /// <summary>Dependencies that nothing else needs are skipped too (the default).</summary>
    Skip,

    /// <summary>Dependencies run all the same.</summary>
    Execute,
}
