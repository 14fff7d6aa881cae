namespace MLOpsBuild.Delivery;

/// <summary>Puts what a module said into words that say what to do.</summary>
internal static class HostFailure
{
    private const string EscalationTimeout = "waiting for privilege escalation prompt";

    public static string Of(AnsibleEvent happened)
    {
        var said = $"{happened.Message} {happened.Error}";
        if (IsLost(happened))
            return $"it does not answer any more, or sudo there asks for what nobody gives. ({OneLine(happened.Message!)})";
        if (Says(said, "Incorrect sudo password") || Says(said, "incorrect password"))
            return "sudo refuses the password: give the right one of the user who logs in.";
        if (Says(said, "Missing sudo password") || Says(said, "a password is required"))
            return "sudo asks for a password, and none was given.";
        if (Says(said, "python") && (Says(said, "not found") || Says(said, "No such file")))
            return $"Python 3 is missing or incomplete: install it there, as in apt-get install python3. ({OneLine(happened.Error ?? happened.Message ?? "")})";
        return happened.Message is { } message ? $"{happened.Task}: {OneLine(message)}" : $"{happened.Task} failed";
    }

    /// <summary>Whether a host is lost although Ansible calls it a failure: where it falls silent before sudo has begun, no module has failed.</summary>
    public static bool IsLost(AnsibleEvent happened) => Says(happened.Message ?? "", EscalationTimeout);

    /// <summary>What is to be said of what happened; null where nothing is.</summary>
    public static string? Detail(AnsibleEvent happened) => happened.Kind switch
    {
        "failed" => Of(happened),
        "unreachable" => Unreachable(happened.Message ?? ""),
        _ => null,
    };

    /// <summary>Why a host cannot be reached, with what to do.</summary>
    public static string Unreachable(string said) =>
        Says(said, "Host key verification failed") || Says(said, "HOST IDENTIFICATION HAS CHANGED")
            ? $"its ssh key is not the one that is known: where the host was made anew, remove the old key (ssh-keygen -R) and check the new one. ({OneLine(said)})"
            : OneLine(said);

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
