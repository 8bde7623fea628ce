using System.Runtime.InteropServices;
using System.Text;

namespace Heed.Storage.Wal;

/// <summary>
/// Makes the names in a folder durable. POSIX keeps a new or renamed file's name only when the folder itself was synchronised;
/// .NET has no call for that. Windows does it with the file.
/// </summary>
internal static class FolderSync
{
    /// <exception cref="IOException">The folder cannot be opened or synchronised.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (descriptor < 0) throw Failure(folder);
        try
        {
            if (Synchronise(descriptor) != 0) throw Failure(folder);
        }
        finally
        {
            Close(descriptor);
        }
    }

    private static IOException Failure(string folder)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"expected to synchronise the folder {folder}, found: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

#pragma warning disable SYSLIB1054 // Generated marshalling needs unsafe code; these three calls pass plain bytes and numbers.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
#pragma warning restore SYSLIB1054
}
