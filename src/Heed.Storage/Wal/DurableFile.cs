using Microsoft.Win32.SafeHandles;

namespace Heed.Storage.Wal;

/// <summary>A file on a disk.</summary>
internal sealed class DurableFile : IDurableFile
{
    private readonly SafeFileHandle _handle;

    private DurableFile(SafeFileHandle handle) => _handle = handle;

    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    public static IDurableFile Create(string path) =>
        new DurableFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read));

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void Dispose() => _handle.Dispose();
}
