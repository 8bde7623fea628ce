namespace Heed.Ingest.Tests.Events;

/// <summary>Gives bytes in pieces of sizes that a generator names; it may make them on the way.</summary>
internal sealed class ChunkedStream(IEnumerable<byte[]> pieces) : Stream
{
    private readonly IEnumerator<byte[]> _pieces = pieces.GetEnumerator();
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Cut at random places.</summary>
    public static ChunkedStream Random(byte[] bytes, int seed, int largest) => new(Cut(bytes, new Random(seed), largest));

    public override int Read(Span<byte> buffer)
    {
        while (_rest.Length == 0)
        {
            if (!_pieces.MoveNext()) return 0;
            _rest = _pieces.Current;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static IEnumerable<byte[]> Cut(byte[] bytes, Random random, int largest)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int count = Math.Min(bytes.Length - at, 1 + random.Next(largest));
            yield return bytes[at..(at + count)];
            at += count;
        }
    }
}
