using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>Whether a key was trusted for a pipeline at the time that a signature states.</summary>
internal static class SignatureTime
{
    public const string NewSignature = "Push the package again with a key that the trust policy trusts now";

    /// <summary>How far the clock of whoever signed may be ahead of ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public static VerificationFinding? WhyNotTrusted(TrustedKey key, string pipeline, DateTimeOffset signedAt, DateTimeOffset now)
    {
        if (!key.MaySign(pipeline))
            return new(VerificationCodes.KeyOfOtherPipeline, $"the key '{key.Name}' may sign packages of {string.Join(", ", key.Pipelines)}, and not of {pipeline}", "Sign with a key of this pipeline, or add the pipeline to the key in the trust policy");
        if (signedAt - now > ClockSkew)
            return new(VerificationCodes.SignedInFuture, $"the signature by '{key.Name}' states {Text(signedAt)}, and here it is {Text(now)}", "Set the clocks of both machines right, and push again");
        if (signedAt < key.NotBefore)
            return new(VerificationCodes.OutsideValidity, $"the signature by '{key.Name}' is of {Text(signedAt)}, and the key is trusted from {Text(key.NotBefore)} on", NewSignature);
        if (signedAt > key.NotAfter)
            return new(VerificationCodes.OutsideValidity, $"the signature by '{key.Name}' is of {Text(signedAt)}, and the key has expired at {Text(key.NotAfter)}", NewSignature);
        if (key.Revoked is { } revoked && revoked.Covers(signedAt))
            return new(VerificationCodes.RevokedKey, $"the key '{key.Name}' was revoked at {Text(revoked.At)} ({ReasonText(revoked.Reason)}), and its signature is of {Text(signedAt)}", NewSignature);
        return null;
    }

    private static string ReasonText(RevocationReason reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
