using System.Globalization;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>A verification for people.</summary>
internal static class VerificationText
{
    public static IEnumerable<string> Lines(string pipeline, string version, VerificationReport report, bool mustBeSigned)
    {
        yield return $"{pipeline} {version} {report.Package}";
        yield return $"  signature   {SignatureLine(report, mustBeSigned)}";
        yield return $"  provenance  {(report.Provenance is { } provenance ? ProvenanceLine(provenance) : "none")}";
        yield return $"  materials   {(report.Materials is { } bill ? Invariant($"CycloneDX, {bill.Components} components") : "none")}";
        yield return $"  gates       {(report.Gates is { } gates ? Invariant($"{gates.Passed.Length} passed, {gates.Failed.Length} failed") : "unknown")}";
        foreach (var gate in report.Gates?.Failed ?? [])
            yield return $"    FAILED  {gate}";
        foreach (var gate in report.Gates?.Passed ?? [])
            yield return $"    passed  {gate}";
    }

    /// <summary>Who signed, in a word or two.</summary>
    public static string Signer(VerificationReport report) => report.TrustedSignature?.KeyName
        ?? (report.NamedKeys.IsEmpty ? "nobody" : "unjudged keys");

    private static string SignatureLine(VerificationReport report, bool mustBeSigned)
    {
        if (report.TrustedSignature is { } trusted)
            return $"by '{trusted.KeyName}' ({trusted.KeyId}) at {Time(trusted.SignedAt!.Value)}";
        if (report.NamedKeys.IsEmpty)
            return mustBeSigned ? "none, and one is required" : "none, and none is required";
        return (mustBeSigned ? "none that is trusted; keys named: " : "not judged, because none is required; keys named: ") + string.Join(", ", report.NamedKeys);
    }

    private static string ProvenanceLine(BuildProvenance provenance)
    {
        var source = provenance.Commit is { } commit ? $"commit {commit}{(provenance.Dirty ? " with changes that are not committed" : "")}" : "no known commit";
        return $"{source}, by {provenance.Builder} at {Time(provenance.FinishedOn)} (SLSA Build L1)";
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
