namespace MLOpsBuild.Emitters;

/// <summary>All emitters, one a line: <c>Generate</c> and <c>Check</c> ask each of them for each pipeline.</summary>
public static class EmitterCatalog
{
    /// <summary>In the order in which mistakes are told; the files are ordered by their paths.</summary>
    public static ImmutableArray<IEmitter> All { get; } =
    [
        new GitHubActionsEmitter(),
        new JenkinsEmitter(),
        new DockerEmitter(),
        new KubernetesEmitter(),
        new AnsibleEmitter(),
    ];
}
