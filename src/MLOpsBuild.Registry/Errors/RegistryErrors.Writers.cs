namespace MLOpsBuild.Registry;

internal static partial class RegistryErrors
{
    public static RegistryException TagMoved(string reference, string expected, string actual) => new(RegistryCodes.TagMoved, RegistryFault.Conflict,
        $"'{reference}' was expected to be {expected} and is {actual}.",
        "Someone moved it meanwhile: look at what it names now and decide again.");

    public static RegistryException VersionTaken(string reference, Digest current, Digest wanted) => new(RegistryCodes.VersionTaken, RegistryFault.Conflict,
        $"The version '{reference}' is {current} and cannot become {wanted}.",
        "Versions never move: push without a version to get the next one, or move an alias.");

    public static RegistryException Locked(string file, TimeSpan waited) => new(RegistryCodes.Locked, RegistryFault.Environment,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file} has been locked by another process for {waited.TotalSeconds:0.#} seconds."),
        "Wait for the other build to end, or end it: the lock goes with its process.");

    public static RegistryException DiskFull(string path, Exception inner) => new(RegistryCodes.DiskFull, RegistryFault.Environment,
        $"{path} could not be written: no space is left on the device.",
        "Free some space (clean old artifacts, collect garbage in the registry) and run again.", inner);

    public static RegistryException AccessDenied(string path, Exception inner) => new(RegistryCodes.AccessDenied, RegistryFault.Environment,
        $"{path} could not be used: {inner.Message}",
        "Give this user the right to write there, or choose another folder.", inner);

    public static RegistryException Storage(string path, Exception inner) => new(RegistryCodes.Storage, RegistryFault.Environment,
        $"{path} could not be used: {inner.Message}",
        "Check the disk and the path, then run again.", inner);
}
