using System.Runtime.InteropServices;

namespace MLOpsBuild.Learning;

/// <summary>Tells OpenMP, which LightGBM brings, to sleep while it waits: its busy waiting makes a fit on a busy machine several times slower.</summary>
/// <remarks>This is the one thing in the process that a fit changes for good. It must reach the C library's environment, which .NET's own copy does not, before LightGBM loads; a value that is already set stays.</remarks>
internal static class NativeThreads
{
    public static void WaitPassively()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            _ = SetEnvironment("OMP_WAIT_POLICY\0"u8.ToArray(), "passive\0"u8.ToArray(), overwrite: 0);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);
}
