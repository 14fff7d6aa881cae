namespace MLOpsBuild.Registry;

/// <summary>The catalogue of codes that a <see cref="VerificationFinding"/> can carry.</summary>
public static class VerificationCodes
{
    /// <summary>The package's bytes are not what its digest says, or it is no model package.</summary>
    public const string DamagedPackage = "VER101";

    /// <summary>The package is of another pipeline.</summary>
    public const string OtherPipeline = "VER102";

    /// <summary>No signature is attached, and one is required.</summary>
    public const string NotSigned = "VER201";

    /// <summary>A signature is by a key that the trust policy does not have.</summary>
    public const string UntrustedKey = "VER202";

    /// <summary>A signature that its key did not make over these bytes, or that is no signature that is known here.</summary>
    public const string BadSignature = "VER203";

    /// <summary>A signature is of another package.</summary>
    public const string OtherPackage = "VER204";

    /// <summary>A signature is by a key that was revoked.</summary>
    public const string RevokedKey = "VER205";

    /// <summary>A signature was made before or after the time that its key is trusted for.</summary>
    public const string OutsideValidity = "VER206";

    /// <summary>A signature states a time that has not come yet.</summary>
    public const string SignedInFuture = "VER207";

    /// <summary>A signature is by a key that may not sign this pipeline's packages.</summary>
    public const string KeyOfOtherPipeline = "VER208";

    /// <summary>The bill of materials is missing, damaged or not what was signed.</summary>
    public const string NoBillOfMaterials = "VER301";

    /// <summary>The provenance is missing, damaged or not what was signed.</summary>
    public const string NoProvenance = "VER302";

    /// <summary>The verdict of the gates is missing, damaged or not what was signed.</summary>
    public const string NoVerdict = "VER303";

    /// <summary>A gate failed.</summary>
    public const string GateFailed = "VER304";
}
