using Microsoft.Win32.SafeHandles;

namespace Heed.Ingest.Journal;

/// <summary>A segment on disk.</summary>
internal sealed class DiskSegmentFile : ISegmentFile
{
    private readonly SafeFileHandle _handle;

    private DiskSegmentFile(SafeFileHandle handle) => _handle = handle;

    public long Length => RandomAccess.GetLength(_handle);

    public static DiskSegmentFile OpenForWriting(string path) =>
        new(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public static DiskSegmentFile OpenForReading(string path) =>
        new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    public int Read(Span<byte> target, long offset)
    {
        int total = 0;
        while (total < target.Length)
        {
            int count = RandomAccess.Read(_handle, target[total..], offset + total);
            if (count == 0) break;
            total += count;
        }

        return total;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void Dispose() => _handle.Dispose();
}
