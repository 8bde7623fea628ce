namespace Heed.Ingest.Events;

/// <summary>A prefix, the inner stream, and then a sentinel of which it is known whether it was asked for.</summary>
internal sealed class SentinelStream(Stream inner, ReadOnlyMemory<byte> prefix, byte[] sentinel) : Stream
{
    private ReadOnlyMemory<byte> _prefix = prefix;
    private int _sentinelRead;

    public bool IsSentinelTaken { get; private set; }

    /// <summary>From the inner stream, the prefix included.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_prefix.Length > 0) return TakePrefix(buffer.Span);
        int count = IsSentinelTaken ? 0 : await inner.ReadAsync(buffer, cancellationToken);
        BytesRead += count;
        return count > 0 ? count : TakeSentinel(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (_prefix.Length > 0) return TakePrefix(buffer);
        int count = IsSentinelTaken ? 0 : inner.Read(buffer);
        BytesRead += count;
        return count > 0 ? count : TakeSentinel(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int TakePrefix(Span<byte> target)
    {
        int count = Math.Min(target.Length, _prefix.Length);
        _prefix.Span[..count].CopyTo(target);
        _prefix = _prefix[count..];
        BytesRead += count;
        return count;
    }

    private int TakeSentinel(Span<byte> target)
    {
        IsSentinelTaken = true;
        int count = Math.Min(target.Length, sentinel.Length - _sentinelRead);
        sentinel.AsSpan(_sentinelRead, count).CopyTo(target);
        _sentinelRead += count;
        return count;
    }
}
