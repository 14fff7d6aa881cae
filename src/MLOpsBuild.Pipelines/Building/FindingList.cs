using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>Collects findings, so that all of them are told at once.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _findings = [];

    public void Add(string code, SourceLocation? location, string what, object? value, string fix) =>
        Add(code, location?.ToString() ?? "definition", what, value, fix);

    public void Add(string code, string place, string what, object? value, string fix) =>
        _findings.Add(new(code, what, place, value is null ? null : FormattableString.Invariant($"{value}"), fix));

    public ImmutableArray<Finding> ToImmutable() => [.. _findings.Distinct()];
}
