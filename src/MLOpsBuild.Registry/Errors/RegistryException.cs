namespace MLOpsBuild.Registry;

/// <summary>Who has to act on a <see cref="RegistryException"/>.</summary>
public enum RegistryFault
{
    /// <summary>The caller asked for something impossible: a bad name, an unknown reference, a folder that is no layout.</summary>
    Mistake,

    /// <summary>Stored bytes are not what their digest says, or a document in the store is invalid.</summary>
    Damage,

    /// <summary>Another writer was faster, or a version is already taken.</summary>
    Conflict,

    /// <summary>The machine refuses: full disk, read-only folder, a lock held too long.</summary>
    Environment,
}

/// <summary>A refusal of the registry: what happened, where, the offending value and the way out, with a code from <see cref="RegistryCodes"/>.</summary>
public sealed class RegistryException : Exception
{
    internal RegistryException(string code, RegistryFault fault, string what, string fix, Exception? inner = null)
        : base($"{code}: {what} {fix}", inner)
    {
        Code = code;
        Fault = fault;
        Fix = fix;
    }

    /// <summary>The code of the finding, for example <c>REG301</c>.</summary>
    public string Code { get; }

    /// <summary>Who has to act.</summary>
    public RegistryFault Fault { get; }

    // What is wrong inside a document, for a caller that knows better what the document is.
    internal string Reason { get; init; } = "";

    /// <summary>What to do about it, one or two sentences; also the end of the message.</summary>
    public string Fix { get; }
}
