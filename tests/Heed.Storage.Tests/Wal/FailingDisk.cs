using Heed.Storage.Wal;

namespace Heed.Storage.Tests.Wal;

/// <summary>Real files on a disk that can be full, fail at a flush, or be looked at before and after every operation.</summary>
internal sealed class FailingDisk
{
    /// <summary>Bytes until the disk is full.</summary>
    public long FreeBytes { get; set; } = long.MaxValue;

    public bool FlushFails { get; set; }

    public bool CreateFails { get; set; }

    public Action AtEveryStep { get; set; } = () => { };

    public IDurableFile Create(string path)
    {
        if (CreateFails) throw new UnauthorizedAccessException("no file for you");
        AtEveryStep();
        return new WatchedFile(this, DurableFile.Create(path));
    }

    private sealed class WatchedFile(FailingDisk disk, IDurableFile file) : IDurableFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            disk.AtEveryStep();
            int room = (int)Math.Min(bytes.Length, disk.FreeBytes);
            file.Write(bytes[..(room / 2)], offset);
            disk.AtEveryStep();
            file.Write(bytes[(room / 2)..room], offset + (room / 2));
            disk.FreeBytes -= room;
            disk.AtEveryStep();
            if (room < bytes.Length) throw new IOException("No space left on device", 28);
        }

        public void Flush()
        {
            if (disk.FlushFails) throw new IOException("the disk is gone");
            file.Flush();
        }

        public void Truncate(long length) => file.Truncate(length);

        public void Dispose() => file.Dispose();
    }
}
