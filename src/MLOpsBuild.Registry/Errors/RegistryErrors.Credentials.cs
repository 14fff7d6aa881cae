namespace MLOpsBuild.Registry;

internal static partial class RegistryErrors
{
    private const string LogIn = $"Run docker login, or set {EnvironmentCredentials.Username} and {EnvironmentCredentials.Password} in the environment";

    public static RegistryException CredentialsMissing(RegistryAddress address) => Mistake(RegistryCodes.CredentialsMissing,
        $"The registry {address.Host} asks for credentials, and none are known for it.",
        $"{LogIn}; never write them into the definition or the command line.");

    public static RegistryException CredentialsRefused(RegistryAddress address, RegistryCredentials credentials, string by) => Mistake(RegistryCodes.CredentialsRefused,
        $"The credentials of {Owner(credentials)} for the registry {address.Host} are refused by {by}.",
        $"{LogIn}, with a password or token that is still good.");

    public static RegistryException AccessDenied(RegistryAddress address, RegistryCredentials credentials, string what, string reason) => Mistake(RegistryCodes.NotAllowed,
        $"The registry {address.Host} does not let {Owner(credentials)} do this: {what}{Because(reason)}.",
        "Ask for the right to pull and push there, or use the credentials of an account that has it; check the path, too.");

    public static RegistryException HalfOfTheCredentials(string set, string missing) => Mistake(RegistryCodes.HalfOfTheCredentials,
        $"{set} is set and {missing} is not.",
        "Set both, or none of them.");

    public static RegistryException BadDockerConfig(string file, string reason, Exception? inner = null) => new(RegistryCodes.BadDockerConfig, RegistryFault.Mistake,
        $"Docker's configuration {file} cannot be read: {reason}",
        "Repair the file, or move it away and run docker login again.", inner);

    public static RegistryException HelperFailed(string program, string reason, Exception? inner = null) => Lack(RegistryCodes.HelperFailed,
        $"{program}, which Docker's configuration names, does not hand out credentials: {reason}",
        $"Install or unlock it, or set {EnvironmentCredentials.Username} and {EnvironmentCredentials.Password} in the environment.", inner);

    private static string Owner(RegistryCredentials credentials) => credentials.Username.Length == 0 ? "the login token" : $"'{credentials.Username}'";
}
