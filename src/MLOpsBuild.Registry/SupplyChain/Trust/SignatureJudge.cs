namespace MLOpsBuild.Registry;

/// <summary>Judges one signature of a package by a trust policy.</summary>
internal sealed class SignatureJudge(Descriptor package, string pipeline, PackageConfig config, TrustPolicy policy, DateTimeOffset now)
{
    /// <summary>The report, and what was signed where the signature is trusted.</summary>
    public (SignatureReport Report, SignedStatement? Statement) Judge(SigstoreBundle? bundle)
    {
        if (bundle is null)
            return (new("") { Problem = Bad("a signature is damaged or no sigstore bundle, version 0.3, of a key") }, null);
        var report = new SignatureReport(bundle.KeyHint);
        if (policy.Find(bundle.KeyHint) is not { } key)
            return (report with { Problem = new(VerificationCodes.UntrustedKey, $"it is signed by the key '{bundle.KeyHint}', which the trust policy does not have", "Take a package that was signed by a key you trust, or add the key to the trust policy after you have made sure whose it is") }, null);

        report = report with { KeyName = key.Name };
        if (!bundle.Envelope.Verifies(key.PublicKey))
            return (report with { Problem = Bad($"the key '{key.Name}' did not make this signature over these bytes") }, null);
        SignedStatement statement;
        try
        {
            statement = SignedStatement.Parse(bundle.Envelope.Payload, "the statement");
        }
        catch (RegistryException foreign)
        {
            return (report with { Problem = Bad($"what '{key.Name}' signed is not known here: {foreign.Reason.TrimEnd('.')}") }, null);
        }
        report = report with { SignedAt = statement.SignedAt };
        return (WhatIsWrong(statement, key) is { } problem ? report with { Problem = problem } : report, statement);
    }

    private VerificationFinding? WhatIsWrong(SignedStatement statement, TrustedKey key)
    {
        if (statement.Package != package.Digest)
            return new(VerificationCodes.OtherPackage, $"'{key.Name}' signed the package {statement.Package}, and not {package.Digest}", "Push the package again with its own signature");
        if (statement.Pipeline != pipeline)
            return new(VerificationCodes.OtherPipeline, $"'{key.Name}' signed it as a package of {statement.Pipeline}, and not of {pipeline}", $"Take a package of {pipeline}");
        if (!statement.Files.ToHashSet().SetEquals(config.Files.Select(file => (file.Name, file.Digest))))
            return Bad($"'{key.Name}' signed other files than the package holds");
        return SignatureTime.WhyNotTrusted(key, pipeline, statement.SignedAt, now);
    }

    private static VerificationFinding Bad(string message) => new(VerificationCodes.BadSignature, message, "Somebody or something changed it: take the package from a place that you trust and push it again");
}
