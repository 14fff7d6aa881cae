using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>Work or a definition that is wrong in one or more places, all of them told at once.</summary>
public abstract class FindingsException : Exception
{
    /// <summary>An exception that says <paramref name="headline"/> and then each finding on a line of its own.</summary>
    protected FindingsException(string headline, IEnumerable<Finding> findings, Exception? inner = null)
        : this(headline, [.. findings], inner)
    {
    }

    private FindingsException(string headline, ImmutableArray<Finding> findings, Exception? inner)
        : base(Text(headline, findings), inner) => Findings = findings;

    /// <summary>Everything that was found, in the order in which it was found.</summary>
    public ImmutableArray<Finding> Findings { get; }

    private static string Text(string headline, ImmutableArray<Finding> findings) =>
        findings.Length == 1 ? findings[0].ToString() : headline + string.Concat(findings.Select(finding => "\n  " + finding));
}

/// <summary>A pipeline definition that cannot be run: the user's mistake, found before anything ran.</summary>
public sealed class DefinitionException(string pipeline, IEnumerable<Finding> findings)
    : FindingsException($"The definition of '{pipeline}' has mistakes:", findings);

/// <summary>A stage that did its work and failed: bad data, a failed test or gate, a trainer that could not fit.</summary>
public sealed class StageException(string headline, IEnumerable<Finding> findings, Exception? inner = null)
    : FindingsException(headline, findings, inner);
