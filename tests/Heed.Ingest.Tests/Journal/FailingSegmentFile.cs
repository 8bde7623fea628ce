using Heed.Ingest.Journal;

namespace Heed.Ingest.Tests.Journal;

/// <summary>A file on a disk that fails when told to: a write gets as far as the disk has room.</summary>
internal sealed class FailingSegmentFile(string path, DiskFailures failures) : ISegmentFile
{
    private readonly DiskSegmentFile _file = DiskSegmentFile.OpenForWriting(path);

    public long Length => _file.Length;

    public int Read(Span<byte> target, long offset) => _file.Read(target, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.Length > failures.RoomBytes)
        {
            _file.Write(bytes[..(int)failures.RoomBytes], offset);
            throw new IOException("No space left on device");
        }

        failures.RoomBytes -= bytes.Length;
        _file.Write(bytes, offset);
    }

    public void Flush()
    {
        if (failures.FailFlush) throw new IOException("Input/output error");
        _file.Flush();
    }

    public void Truncate(long length)
    {
        if (failures.FailTruncate) throw new IOException("Read-only file system");
        _file.Truncate(length);
    }

    public void Dispose() => _file.Dispose();
}

internal sealed class DiskFailures
{
    public long RoomBytes { get; set; } = long.MaxValue;

    public bool FailFlush { get; set; }

    public bool FailTruncate { get; set; }
}
