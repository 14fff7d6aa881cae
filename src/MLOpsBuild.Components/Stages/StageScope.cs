using System.Diagnostics;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>What a stage works on: a pipeline in a checkout, and the records of the stages before it.</summary>
internal sealed class StageScope(Pipeline pipeline, string root)
{
    private readonly Dictionary<string, StageRecord?> _records = [];

    public Pipeline Pipeline { get; } = pipeline;

    /// <summary>The checkout's folder.</summary>
    public string Root { get; } = root;

    /// <summary>The pipeline's folder, with its definition and data.</summary>
    public string Source => Path.Combine(Root, "pipelines", Pipeline.Name);

    public ArtifactStore Artifacts { get; } = new(Path.Combine(root, "artifacts"), pipeline.Name);

    /// <summary>The store of pushed packages, an OCI image layout.</summary>
    public string Registry => RegistryIn(Root);

    /// <summary>The store of a checkout.</summary>
    public static string RegistryIn(string root) => Path.Combine(root, ".mlops", "registry");

    /// <summary>The remote registry that packages are shared through; null where there is none.</summary>
    public RemoteReleases? Remote { get; init; }

    /// <summary>Whether this run judges models itself; where it does not, the champion is the one that the record names.</summary>
    public Func<bool> Judges { get; init; } = () => true;

    /// <summary>The folder of the model server's program.</summary>
    public string ServerFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>When this run began.</summary>
    public DateTimeOffset Started { get; } = Process.GetCurrentProcess().StartTime;

    /// <summary>The environment's variables; those of this process by default.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The file of the lock on this pipeline's stages.</summary>
    public string LockFile => Path.Combine(Root, ".mlops", "locks", Pipeline.Name + ".lock");

    /// <summary>The record of a stage as it stands in the artifacts, or null; read once until forgotten.</summary>
    public StageRecord? Record(string stage)
    {
        if (!_records.TryGetValue(stage, out var record))
            _records[stage] = record = StageRecord.Read(Artifacts.Folder(stage));
        return record;
    }

    /// <summary>Forgets what was read, because it may have changed.</summary>
    public void Forget() => _records.Clear();

    /// <summary>Digests of files that another stage left, named as <c>stage/file</c>; <c>missing</c> where there is none.</summary>
    public IEnumerable<KeyValuePair<string, string>> Outputs(string stage, params string[] files) => files.Select(file =>
        KeyValuePair.Create($"{stage}/{file}", Record(stage)?.Outputs.GetValueOrDefault(file)?.Digest ?? "missing"));
}
