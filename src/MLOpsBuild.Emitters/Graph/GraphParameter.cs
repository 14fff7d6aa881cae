namespace MLOpsBuild.Emitters;

/// <summary>A value that users give to targets.</summary>
public sealed record GraphParameter
{
    /// <summary>The option that chooses the pipeline: every job gives it.</summary>
    public const string Pipeline = "pipeline";

    /// <summary>The option that chooses the environment: a target that reads it has a job for each.</summary>
    public const string Environment = "environment";

    /// <summary>The option that names the environment whose release is promoted: such a target has a job for each environment that comes after another.</summary>
    public const string From = "from";

    /// <summary>The option that says which release is meant.</summary>
    public const string Release = "release";

    /// <summary>The option that names another registry than the definition's: CI servers keep to that one.</summary>
    public const string Registry = "registry";

    /// <summary>The option that binds a deployment to its plan: the job is given the digest that the plan's job came to.</summary>
    public const string PlanDigest = "plan-digest";

    /// <summary>The option that says who approved: the job is told by the CI server.</summary>
    public const string ApprovedBy = "approved-by";

    /// <summary>The name in kebab-case, as the option without dashes.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>What values it takes.</summary>
    public ParameterKind Kind { get; init; } = ParameterKind.Text;

    /// <summary>The values of a choice, in order.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The value where none is given; null when there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether its value must never be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>For a secret: the environments that hold it; empty when the whole repository does.</summary>
    public ImmutableArray<string> HeldBy { get; init; } = [];

    /// <summary>The environment variable that gives it, as in <c>MLOPSBUILD_RELEASE</c>; an empty one counts as not given.</summary>
    public string Variable => "MLOPSBUILD_" + Name.Replace('-', '_').ToUpperInvariant();

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What values a parameter takes.</summary>
public enum ParameterKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of a list.</summary>
    Choice,
}
