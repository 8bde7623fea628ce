namespace Heed.Storage.Wal;

/// <summary>A new file that is written from its start; the shape that tests fill with failing disks.</summary>
internal interface IDurableFile : IDisposable
{
    /// <exception cref="IOException">Nothing, a part or all of the bytes may have been written.</exception>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when the bytes are on the disk.</summary>
    /// <exception cref="IOException">What was written since the last flush may be lost.</exception>
    void Flush();

    /// <exception cref="IOException">The file keeps its length.</exception>
    void Truncate(long length);
}
