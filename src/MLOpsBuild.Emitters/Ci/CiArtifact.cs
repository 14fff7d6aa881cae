namespace MLOpsBuild.Emitters;

/// <summary>Folders handed from job to job under one name.</summary>
/// <param name="Name">Unique in a run.</param>
/// <param name="Folders">Relative to the repository with <c>/</c>.</param>
public sealed record CiArtifact(string Name, ImmutableArray<string> Folders)
{
    /// <summary>What one part of a target in parts leaves of it.</summary>
    public CiArtifact Part(int part) => this with { Name = FormattableString.Invariant($"{Name}-{part}") };

    /// <summary>The innermost folder that holds them all, or <c>.</c> for the repository.</summary>
    public string Root
    {
        get
        {
            var paths = Folders.Select(folder => folder.Split('/')).ToArray();
            var common = paths[0].TakeWhile((part, i) => paths.All(path => path.Length > i && path[i] == part)).ToArray();
            return common.Length == 0 ? "." : string.Join('/', common);
        }
    }
}
