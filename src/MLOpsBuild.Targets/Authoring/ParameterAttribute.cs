namespace MLOpsBuild.Targets;

/// <summary>A value that the user gives: <c>--kebab-name</c>, <c>MLOPSBUILD_NAME</c>, or <c>.nuke/parameters.json</c>.</summary>
/// <param name="description">One line for <c>--help</c>.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ParameterAttribute(string? description = null) : Attribute
{
    /// <summary>One line for <c>--help</c>.</summary>
    public string? Description { get; } = description;

    /// <summary>The name to use instead of the member's.</summary>
    public string? Name { get; set; }

    /// <summary>What separates the items of a list given as one word.</summary>
    public string? Separator { get; set; }

    /// <summary>False keeps the parameter out of <c>--help</c>.</summary>
    public bool List { get; set; } = true;
}
