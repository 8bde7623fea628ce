namespace Heed.Ingest.Events;

/// <summary>The bytes of a body or file, decompressed where they are gzip.</summary>
internal sealed class BodySource(Stream input, BodyCompression compression) : IDisposable
{
    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    private readonly byte[] _first = new byte[2];
    private int _firstCount;
    private int _firstTaken;
    private bool _started;
    private long _plainBytes;
    private GzipBody? _gzip;

    public BodyProblemKind? Problem => _gzip?.Problem;

    /// <summary>Bytes that were read from the input, before decompression.</summary>
    public long InputBytes => _gzip?.CompressedBytes ?? _plainBytes;

    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellation)
    {
        if (!_started)
        {
            _firstCount = await input.ReadAtLeastAsync(_first, _first.Length, throwOnEndOfStream: false, cancellation);
            Start();
        }

        if (_gzip is not null) return await _gzip.ReadAsync(target, cancellation);
        return _firstTaken < _firstCount ? TakeFirst(target.Span) : Count(await input.ReadAsync(target, cancellation));
    }

    public int Read(Span<byte> target)
    {
        if (!_started)
        {
            _firstCount = input.ReadAtLeast(_first, _first.Length, throwOnEndOfStream: false);
            Start();
        }

        if (_gzip is not null) return _gzip.Read(target);
        return _firstTaken < _firstCount ? TakeFirst(target) : Count(input.Read(target));
    }

    public void Dispose() => _gzip?.Dispose();

    private void Start()
    {
        _started = true;
        ReadOnlyMemory<byte> first = _first.AsMemory(0, _firstCount);
        if (compression == BodyCompression.Gzip || first.Span.SequenceEqual(GzipMagic)) _gzip = new GzipBody(input, first);
    }

    private int TakeFirst(Span<byte> target)
    {
        int count = Math.Min(target.Length, _firstCount - _firstTaken);
        _first.AsSpan(_firstTaken, count).CopyTo(target);
        _firstTaken += count;
        return Count(count);
    }

    private int Count(int count)
    {
        _plainBytes += count;
        return count;
    }
}
