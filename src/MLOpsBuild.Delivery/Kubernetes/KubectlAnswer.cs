using System.Text.RegularExpressions;

namespace MLOpsBuild.Delivery;

/// <summary>What a run of kubectl came to.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error, without its own log's lines.</param>
internal sealed partial record KubectlAnswer(int Exit, string Output, string Error)
{
    private static readonly string[] Unreachable =
    [
        "The connection to the server", "Unable to connect to the server", "i/o timeout", "context deadline exceeded", "Client.Timeout exceeded", "connection refused", "connection reset by peer",
        "TLS handshake timeout", "no such host", "unexpected EOF", ": EOF", "(ServiceUnavailable)", "(Timeout)", "(InternalError)", "server is currently unable to handle the request",
    ];

    private static readonly string[] NotLetIn = ["Unauthorized", "You must be logged in", "getting credentials", "certificate signed by unknown authority", "x509:"];

    /// <summary>What kubectl says for people; some of its commands say it in their log alone.</summary>
    public static KubectlAnswer Of(int exit, string output, string error) => new(exit, output, LogLine().Replace(error, "").Trim() is { Length: > 0 } said
        ? said
        : Logged().Matches(error).LastOrDefault() is { } logged ? logged.Groups["error"].Value.Replace("\\\"", "\"", StringComparison.Ordinal) : "");

    /// <summary>Why it failed, by kubectl's words; <see cref="KubectlFailure.None"/> where it did not.</summary>
    public KubectlFailure Failure =>
        Exit == 0 ? KubectlFailure.None
        : Error.Contains("Apply failed with ", StringComparison.Ordinal) ? KubectlFailure.FieldConflict
        : Reason().Match(Error) is { Success: true } reason && Enum.TryParse<KubectlFailure>(reason.Groups["reason"].Value, out var known) ? known
        : Error.Contains("context was not found", StringComparison.Ordinal) || (Error.Contains("context \"", StringComparison.Ordinal) && Error.Contains("does not exist", StringComparison.Ordinal)) ? KubectlFailure.NoContext
        : NotLetIn.Any(words => Error.Contains(words, StringComparison.Ordinal)) ? KubectlFailure.Unauthorized
        : Unreachable.Any(words => Error.Contains(words, StringComparison.Ordinal)) ? KubectlFailure.Unreachable
        : KubectlFailure.Other;

    [GeneratedRegex(@"^[EWI]\d{4} .*\n?", RegexOptions.Multiline)]
    private static partial Regex LogLine();

    [GeneratedRegex("""err="(?<error>(\\.|[^"\\])*)"$""", RegexOptions.Multiline)]
    private static partial Regex Logged();

    [GeneratedRegex(@"\(?(?<reason>NotFound|AlreadyExists|Conflict|Forbidden|Invalid|BadRequest)\)")]
    private static partial Regex Reason();
}

/// <summary>Why kubectl failed.</summary>
internal enum KubectlFailure
{
    None,
    Unreachable,
    Unauthorized,
    Forbidden,
    NoContext,
    NotFound,
    AlreadyExists,
    Conflict,
    FieldConflict,
    Invalid,
    BadRequest,
    Other,
}
