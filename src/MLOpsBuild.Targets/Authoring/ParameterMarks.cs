namespace MLOpsBuild.Targets;

/// <summary>The parameter's value never appears in any output.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>The parameter must have a value whatever runs.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;

/// <summary>Stands before the names of all parameters of a component.</summary>
/// <param name="prefix">In PascalCase.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class ParameterPrefixAttribute(string prefix) : Attribute
{
    /// <summary>In PascalCase.</summary>
    public string Prefix { get; } = prefix;
}
