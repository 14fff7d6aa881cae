using System.Globalization;

namespace MLOpsBuild.Learning;

/// <summary>The invariant culture on this thread and on what it starts, until disposed: Microsoft.ML writes numbers into a model's text entries by the current culture.</summary>
internal readonly struct InvariantCulture : IDisposable
{
    private readonly CultureInfo _before;

    private InvariantCulture(CultureInfo before) => _before = before;

    public static InvariantCulture Enter()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return new(before);
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
