namespace MLOpsBuild.Serving;

/// <summary>What the server writes to its log beside its state.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Error, "The request to {Path} failed")]
    public static partial void Failed(ILogger log, string path, Exception failure);
}
