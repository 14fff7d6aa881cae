namespace MLOpsBuild.Emitters;

/// <summary>All generated files of a repository: what the definitions make, and what is left of what they made.</summary>
/// <param name="root">Full path of the repository.</param>
public sealed class GeneratedFiles(string root)
{
    private const int LongestHeader = 2_048;
    private static readonly string[] Places = [".github/workflows", "pipelines"];
    private static readonly string[] SkippedInPipeline = ["data", "bin", "obj"];
    private readonly OutputFolder _folder = new(root);

    /// <summary>What generating would do, in the order of the paths; it writes nothing.</summary>
    /// <param name="emission">All files that the sources make.</param>
    /// <param name="sources">The definitions that were asked; null for all. Files of other sources are left alone.</param>
    /// <exception cref="EmissionException">The emission has diagnostics.</exception>
    public ImmutableArray<FileChange> Plan(Emission emission, IReadOnlyCollection<string>? sources = null)
    {
        var changes = _folder.Check(emission);
        var made = emission.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var left = Places.SelectMany(place => Files(place))
            .Where(path => !made.Contains(path) && IsLeftBy(path, sources))
            .Select(path => new FileChange(path, FileChangeKind.Remove, _folder.Read(path), null));
        return [.. changes.Concat(left).OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    /// <summary>Carries a plan out.</summary>
    /// <exception cref="EmissionException">Another's file stands in the way, or the system refuses.</exception>
    public void Write(ImmutableArray<FileChange> plan) => _folder.Apply(plan);

    /// <summary>The emissions of all emitters for all inputs, as one.</summary>
    public static Emission Emit(IEnumerable<IEmitter> emitters, IEnumerable<EmitterInput> inputs) =>
        Join(inputs.SelectMany(input => emitters.Select(emitter => emitter.Emit(input))));

    /// <summary>Several emissions as one; two files of one path are a diagnostic.</summary>
    public static Emission Join(IEnumerable<Emission> emissions)
    {
        var all = emissions.ToArray();
        var files = all.SelectMany(emission => emission.Files).ToImmutableArray();
        var clashes = files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => new Finding(FindingCodes.NameClash, "two files would have the same path", group.Key, null, "Rename one of the pipelines."));
        return new(files, [.. all.SelectMany(emission => emission.Diagnostics).Concat(clashes).Distinct()]);
    }

    private IEnumerable<string> Files(string folder)
    {
        var full = _folder.Full(folder);
        if (!Directory.Exists(full))
            return [];

        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System };
        return Directory.EnumerateFiles(full, "*", options).Select(file => $"{folder}/{Path.GetFileName(file)}")
            .Concat(Directory.EnumerateDirectories(full, "*", options).Select(Path.GetFileName).OfType<string>()
                .Where(name => !IsSkipped(folder, name))
                .SelectMany(name => Files($"{folder}/{name}")));
    }

    /// <summary>Right in a pipeline's folder stand its data and what compilers leave; elsewhere such a name may be a pipeline's or an environment's.</summary>
    private static bool IsSkipped(string folder, string name) =>
        name.StartsWith('.') || name == "node_modules" || (SkippedInPipeline.Contains(name) && folder.Count(letter => letter == '/') == 1 && folder.StartsWith("pipelines/", StringComparison.Ordinal));

    private bool IsLeftBy(string path, IReadOnlyCollection<string>? sources)
    {
        using var reader = new StreamReader(_folder.Full(path));
        var buffer = new char[LongestHeader];
        var beginning = new string(buffer, 0, reader.ReadBlock(buffer));
        return Header.SourceIn(beginning) is { } source && (sources is null || sources.Contains(source));
    }
}
