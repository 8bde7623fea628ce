namespace Heed.Ingest.Journal;

/// <summary>What the journal asks of a file. Failures are <see cref="IOException"/>s; tests put a full disk behind it.</summary>
internal interface ISegmentFile : IDisposable
{
    long Length { get; }

    int Read(Span<byte> target, long offset);

    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when the disk has it.</summary>
    void Flush();

    void Truncate(long length);
}
