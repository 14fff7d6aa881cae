namespace MLOpsBuild.Emitters;

/// <summary>How the job that pushes gets the key with which it signs.</summary>
internal static class CiSigning
{
    /// <summary>The variable with the key: the path of a PEM file, or the PEM itself.</summary>
    public const string Variable = "MLOPSBUILD_SIGNING_KEY";

    /// <summary>The credential of Jenkins that holds the file.</summary>
    public const string Credential = "mlopsbuild-signing-key";
}
