namespace MLOpsBuild.Pipelines;

/// <summary>One column of a row.</summary>
/// <param name="Name">The name in the data's header and in requests.</param>
/// <param name="Property">The name of the C# property.</param>
/// <param name="Kind">What a cell holds.</param>
/// <param name="Role">What the column is for.</param>
/// <param name="Optional">Whether a cell may be missing: the property's type is nullable.</param>
public sealed record Column(string Name, string Property, ColumnKind Kind, ColumnRole Role, bool Optional)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What a cell of a column holds.</summary>
public enum ColumnKind
{
    /// <summary>A number, read with the invariant culture and kept as a 32-bit float.</summary>
    Number,

    /// <summary>One of a set of words, compared by ordinal equality.</summary>
    Category,

    /// <summary>True or false, written as 1/0, true/false or yes/no in any case.</summary>
    Flag,
}

/// <summary>What a column is for.</summary>
public enum ColumnRole
{
    /// <summary>The model learns from it.</summary>
    Feature,

    /// <summary>The answer that the model learns.</summary>
    Label,

    /// <summary>Used to judge fairness and never to train.</summary>
    Sensitive,

    /// <summary>Present in the data and used for nothing.</summary>
    Unused,
}
