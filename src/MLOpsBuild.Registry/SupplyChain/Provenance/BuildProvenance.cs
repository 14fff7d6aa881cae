using System.Collections.Immutable;
using System.Globalization;

namespace MLOpsBuild.Registry;

/// <summary>How a package came to be: SLSA provenance, version 1, of Build Level 1, which says that provenance exists and no more.</summary>
public sealed record BuildProvenance
{
    /// <summary>The build type: a pipeline of MLOpsBuild; docs/supply-chain.md says what its parameters are.</summary>
    public const string BuildType = "urn:mlopsbuild:pipeline:v1";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Who built it, a URI: the CI server or a person's machine.</summary>
    public required string Builder { get; init; }

    /// <summary>Which run of the builder it was, a URI.</summary>
    public required string Invocation { get; init; }

    /// <summary>When that run started; whole seconds are kept.</summary>
    public required DateTimeOffset StartedOn { get; init; }

    /// <summary>When the package was pushed; whole seconds are kept.</summary>
    public required DateTimeOffset FinishedOn { get; init; }

    /// <summary>What whoever started it chose, the pipeline excepted.</summary>
    public ImmutableSortedDictionary<string, string> ExternalParameters { get; init; } = Descriptor.NoAnnotations;

    /// <summary>What the builder itself set.</summary>
    public ImmutableSortedDictionary<string, string> InternalParameters { get; init; } = Descriptor.NoAnnotations;

    /// <summary>What went in: source, data, packages.</summary>
    public ImmutableArray<ResourceDescriptor> Dependencies { get; init; } = [];

    /// <summary>The git commit of the source, 40 hexadecimal digits; null where the build did not know it.</summary>
    public string? Commit => Source?.Digest["gitCommit"];

    /// <summary>Whether the source had changes that were not committed.</summary>
    public bool Dirty => Source?.Annotations.GetValueOrDefault("dirty") == "true";

    private ResourceDescriptor? Source => Dependencies.FirstOrDefault(dependency => dependency.Digest.ContainsKey("gitCommit"));

    /// <summary>The statement about a package.</summary>
    public byte[] ToStatement(Digest package) => InTotoStatement.Bytes(Pipeline, package, SupplyChainTypes.ProvenancePredicate, writer =>
    {
        writer.WriteStartObject("buildDefinition");
        writer.WriteString("buildType", BuildType);
        writer.WriteMap("externalParameters", ExternalParameters.SetItem("pipeline", Pipeline));
        writer.WriteMap("internalParameters", InternalParameters);
        writer.WriteList("resolvedDependencies", Dependencies, (list, dependency) => dependency.Write(list));
        writer.WriteEndObject();
        writer.WriteStartObject("runDetails");
        writer.WriteStartObject("builder");
        writer.WriteString("id", Builder);
        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        writer.WriteString("invocationId", Invocation);
        writer.WriteString("startedOn", Text(StartedOn));
        writer.WriteString("finishedOn", Text(FinishedOn));
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>Reads the statement about a package; refuses with <see cref="RegistryCodes.InvalidDocument"/> one about another or of another build type.</summary>
    public static BuildProvenance Parse(ReadOnlyMemory<byte> statement, Digest package)
    {
        var predicate = InTotoStatement.Predicate(statement, package, SupplyChainTypes.ProvenancePredicate, "the provenance");
        var build = predicate.RequiredObject("buildDefinition");
        InTotoStatement.RequireText(build, "buildType", BuildType);
        var run = predicate.RequiredObject("runDetails");
        var metadata = run.RequiredObject("metadata");
        var external = build.Required("externalParameters").AsMap();
        return new()
        {
            Pipeline = build.RequiredObject("externalParameters").Required("pipeline").AsText(),
            Builder = run.RequiredObject("builder").Required("id").AsText(),
            Invocation = metadata.Required("invocationId").AsText(),
            StartedOn = Time(metadata.Required("startedOn")),
            FinishedOn = Time(metadata.Required("finishedOn")),
            ExternalParameters = external.Remove("pipeline"),
            InternalParameters = build.Member("internalParameters")?.AsMap() ?? Descriptor.NoAnnotations,
            Dependencies = [.. build.Member("resolvedDependencies")?.Items().Select(ResourceDescriptor.Read) ?? []],
        };
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonPlace place) =>
        DateTimeOffset.TryParse(place.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw place.Refuse($"is '{place.AsText()}' where a time such as 2026-01-31T12:00:00Z is expected.");
}
