namespace MLOpsBuild.Registry;

/// <summary>How a blob came to be in a repository.</summary>
internal enum UploadOutcome
{
    Present,
    Mounted,
    Sent,
}
