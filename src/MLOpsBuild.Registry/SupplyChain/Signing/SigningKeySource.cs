namespace MLOpsBuild.Registry;

/// <summary>Finds the signing key in the environment: never in arguments, and never in what is written.</summary>
public static class SigningKeySource
{
    /// <summary>The variable with the private key: the path of a PEM file, or the PEM itself.</summary>
    public const string KeyVariable = "MLOPSBUILD_SIGNING_KEY";

    /// <summary>The variable with the passphrase of an encrypted PEM.</summary>
    public const string PassphraseVariable = "MLOPSBUILD_SIGNING_PASSPHRASE";

    /// <summary>The variable with a program and its arguments, which signs standard input to standard output.</summary>
    public const string CommandVariable = "MLOPSBUILD_SIGNING_COMMAND";

    /// <summary>The variable with the public key that belongs to the program: the path of a PEM file, or the PEM itself.</summary>
    public const string PublicKeyVariable = "MLOPSBUILD_SIGNING_PUBLIC_KEY";

    /// <summary>How long a signing program may take: 60 seconds.</summary>
    public static TimeSpan CommandTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The key that the variables name, or null where none does; refuses with <see cref="RegistryCodes.BadSigningKey"/> what cannot be used.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    public static SigningKey? Find(Func<string, string?> variable, string folder) => Find(variable, folder, CommandTimeout);

    internal static SigningKey? Find(Func<string, string?> variable, string folder, TimeSpan timeout)
    {
        var (key, command) = (Value(variable, KeyVariable), Value(variable, CommandVariable));
        return (key, command) switch
        {
            (null, null) => null,
            ({ }, { }) => throw RegistryErrors.BadSigningKey(CommandVariable, $"{KeyVariable} is set as well", "Set one of them."),
            ({ }, null) => PemSigningKey.Parse(ReadPem(KeyVariable, key, folder), variable(PassphraseVariable), KeyVariable),
            _ => Command(command!, Value(variable, PublicKeyVariable), folder, timeout),
        };
    }

    /// <summary>The text of a PEM that is given as itself or by its path. A value that is neither is not repeated: it may be a damaged key.</summary>
    internal static string ReadPem(string name, string value, string folder)
    {
        if (value.Contains("-----BEGIN ", StringComparison.Ordinal))
            return value.Replace("\\n", "\n", StringComparison.Ordinal);
        try
        {
            return File.ReadAllText(Path.Combine(folder, value));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw RegistryErrors.BadSigningKey(name, "its value is neither a PEM nor the path of a file that can be read", "Give the path of a PEM file, or the PEM with its first and last line.");
        }
    }

    private static CommandSigningKey Command(string command, string? publicKey, string folder, TimeSpan timeout)
    {
        if (publicKey is null)
            throw RegistryErrors.BadSigningKey(CommandVariable, "the public key of the signing program is not known", $"Set {PublicKeyVariable} to its PEM or the path of one.");
        return new(Words(command), ParsePublic(ReadPem(PublicKeyVariable, publicKey, folder)), timeout);
    }

    private static IReadOnlyList<string> Words(string command)
    {
        try
        {
            return CommandWords.Split(command);
        }
        catch (FormatException bad)
        {
            throw RegistryErrors.BadSigningKey(CommandVariable, bad.Message, "Write a program and its arguments, with blanks between them and double quotes around a word with blanks.");
        }
    }

    private static PublicKey ParsePublic(string pem)
    {
        try
        {
            return PublicKey.Parse(pem);
        }
        catch (FormatException bad)
        {
            throw RegistryErrors.BadSigningKey(PublicKeyVariable, bad.Message, "Write it by: openssl pkey -in KEY -pubout");
        }
    }

    private static string? Value(Func<string, string?> variable, string name) => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
