namespace MLOpsBuild.Emitters;

/// <summary>Collects what stands in the way of a file, so that all of it is told at once.</summary>
internal sealed class Diagnostics
{
    private readonly List<Finding> _findings = [];

    public bool Any => _findings.Count > 0;

    public IReadOnlyList<Finding> Findings => _findings;

    public void Add(string code, string place, string what, string? value, string fix) =>
        _findings.Add(new(code, what, place, value, fix));
}
