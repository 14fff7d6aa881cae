namespace MLOpsBuild.Registry;

/// <summary>The catalogue of codes that a <see cref="RegistryException"/> can carry.</summary>
public static class RegistryCodes
{
    /// <summary>A digest that is not <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
    public const string BadDigest = "REG101";

    /// <summary>A repository name outside the rules of OCI.</summary>
    public const string BadName = "REG102";

    /// <summary>A tag outside the rules of OCI.</summary>
    public const string BadTag = "REG103";

    /// <summary>A reference that names nothing in the layout.</summary>
    public const string UnknownReference = "REG104";

    /// <summary>An address that is not that of a registry.</summary>
    public const string BadAddress = "REG105";

    /// <summary>A folder that holds something else than an OCI image layout.</summary>
    public const string NotALayout = "REG201";

    /// <summary>An <c>oci-layout</c> or <c>index.json</c> that cannot be read.</summary>
    public const string BrokenLayout = "REG202";

    /// <summary>An <c>oci-layout</c> of a version that is not known here.</summary>
    public const string UnknownLayoutVersion = "REG203";

    /// <summary>An <c>index.json</c> that holds one reference twice.</summary>
    public const string AmbiguousReference = "REG204";

    /// <summary>A blob whose bytes do not have its digest or size.</summary>
    public const string DamagedBlob = "REG301";

    /// <summary>A blob that is referred to and not there.</summary>
    public const string MissingBlob = "REG302";

    /// <summary>A manifest, index or config that is not valid.</summary>
    public const string InvalidDocument = "REG303";

    /// <summary>An artifact that is not a model package.</summary>
    public const string NotAPackage = "REG401";

    /// <summary>A package of a format version that is not known here.</summary>
    public const string UnknownFormatVersion = "REG402";

    /// <summary>A content folder that cannot become a package.</summary>
    public const string BadContent = "REG403";

    /// <summary>A layer that is not exactly the files that the config lists.</summary>
    public const string ForeignContent = "REG404";

    /// <summary>A folder to unpack into that exists already.</summary>
    public const string TargetExists = "REG405";

    /// <summary>A tag that has moved since the caller looked.</summary>
    public const string TagMoved = "REG501";

    /// <summary>A version that belongs to another digest.</summary>
    public const string VersionTaken = "REG502";

    /// <summary>A lock that another process holds for too long.</summary>
    public const string Locked = "REG503";

    /// <summary>No space left on the device.</summary>
    public const string DiskFull = "REG601";

    /// <summary>A folder or file that may not be written or read.</summary>
    public const string AccessDenied = "REG602";

    /// <summary>Any other failure of the file system.</summary>
    public const string Storage = "REG603";

    /// <summary>A signing key that cannot be used.</summary>
    public const string BadSigningKey = "REG701";

    /// <summary>A signing program that failed or did not answer.</summary>
    public const string SigningFailed = "REG702";

    /// <summary>A trust policy that cannot be read.</summary>
    public const string BadTrustPolicy = "REG703";

    /// <summary>A program whose packages are not known.</summary>
    public const string NoInventory = "REG704";

    /// <summary>A registry that cannot be reached, or that fails however often it is asked.</summary>
    public const string OutOfReach = "REG801";

    /// <summary>A registry that wants to be asked less often.</summary>
    public const string TooManyRequests = "REG802";

    /// <summary>A registry whose certificate is not trusted.</summary>
    public const string NotTrusted = "REG803";

    /// <summary>A request that the registry refuses.</summary>
    public const string Refused = "REG804";

    /// <summary>An address where something answers that is no OCI registry.</summary>
    public const string NotARegistry = "REG805";

    /// <summary>A file of certificate authorities that cannot be used.</summary>
    public const string BadAuthorityFile = "REG806";

    /// <summary>A registry that asks for credentials where none are known.</summary>
    public const string CredentialsMissing = "REG901";

    /// <summary>Credentials that the registry does not accept.</summary>
    public const string CredentialsRefused = "REG902";

    /// <summary>Something that the account may not do.</summary>
    public const string NotAllowed = "REG903";

    /// <summary>A user's name without a password in the environment, or the other way round.</summary>
    public const string HalfOfTheCredentials = "REG904";

    /// <summary>A configuration of Docker that cannot be read.</summary>
    public const string BadDockerConfig = "REG905";

    /// <summary>A program that keeps credentials and does not hand them out.</summary>
    public const string HelperFailed = "REG906";
}
