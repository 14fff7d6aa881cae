namespace MLOpsBuild.Pipelines;

/// <summary>How property names become column names where no <see cref="ColumnAttribute"/> says otherwise.</summary>
public enum ColumnNaming
{
    /// <summary>As they are: <c>MeanRadius</c>.</summary>
    AsWritten,

    /// <summary>Lower case with underscores: <c>mean_radius</c>.</summary>
    SnakeCase,
}

/// <summary>Sets how the properties of a row type are named in its data.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ColumnsAttribute(ColumnNaming naming) : Attribute
{
    /// <summary>The rule for all properties of the type.</summary>
    public ColumnNaming Naming { get; } = naming;
}

/// <summary>Names a property's column in the data.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute(string name) : Attribute
{
    /// <summary>The header's word.</summary>
    public string Name { get; } = name;
}

/// <summary>Marks the label, a <c>bool</c> property that is true for the positive class.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LabelAttribute(string positive, string negative) : Attribute
{
    /// <summary>The word of the positive class in the data.</summary>
    public string Positive { get; } = positive;

    /// <summary>The word of the negative class in the data.</summary>
    public string Negative { get; } = negative;
}

/// <summary>Marks a column that is used to judge fairness and never to train.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;

/// <summary>Marks a column that is in the data and used for nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnusedAttribute : Attribute;
