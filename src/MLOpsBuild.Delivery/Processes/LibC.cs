using System.Runtime.InteropServices;
using System.Text;

namespace MLOpsBuild.Delivery;

/// <summary>The two calls of the system that .NET has no word for.</summary>
internal static class LibC
{
    /// <summary>Sends a signal; the process may be gone.</summary>
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int pid, int signal);

    /// <summary>Gives a symbolic link another one's name, which File.Move refuses where it leads to a folder.</summary>
    public static void Rename(string from, string to)
    {
        if (RenameFile(Utf8(from), Utf8(to)) != 0)
            throw new IOException($"'{from}' cannot be renamed to '{to}': {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RenameFile(byte[] from, byte[] to);

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
