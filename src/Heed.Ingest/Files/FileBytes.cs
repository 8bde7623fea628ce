using Heed.Ingest.Events;

namespace Heed.Ingest.Files;

/// <summary>
/// The bytes of a file, decompressed where they are gzip, without a byte order mark. What they begin with may be looked at before they are
/// read, so that a format is told without opening the file twice: a pipe can be read only once.
/// </summary>
internal sealed class FileBytes : IDisposable
{
    private const int HeadBytes = 4096;

    private readonly Stream _stream;
    private readonly BodySource _source;
    private readonly byte[] _head = new byte[HeadBytes];
    private int _headStart;
    private int _headEnd;
    private bool _isStarted;

    public FileBytes(Stream stream)
    {
        _stream = stream;
        _source = new BodySource(stream, BodyCompression.Detect);
        TotalBytes = stream.CanSeek ? stream.Length : 0;
    }

    /// <summary>Why the bytes end early; null where they do not.</summary>
    public BodyProblemKind? Problem => _source.Problem;

    /// <summary>Bytes of the file that were read, before decompression.</summary>
    public long BytesRead => _source.InputBytes;

    /// <summary>0 where it is not known.</summary>
    public long TotalBytes { get; }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static FileBytes Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan));

    /// <summary>The first byte that is no blank, which stays to be read; null where the file begins with nothing but blanks.</summary>
    public byte? First()
    {
        Start();
        ReadOnlySpan<byte> head = _head.AsSpan(_headStart.._headEnd);
        int at = head.IndexOfAnyExcept(" \t\r\n"u8);
        return at < 0 ? null : head[at];
    }

    /// <summary>0 at the end.</summary>
    public int Read(Span<byte> target)
    {
        Start();
        int count = Math.Min(target.Length, _headEnd - _headStart);
        if (count == 0) return _source.Read(target);
        _head.AsSpan(_headStart, count).CopyTo(target);
        _headStart += count;
        return count;
    }

    public void Dispose()
    {
        _source.Dispose();
        _stream.Dispose();
    }

    private void Start()
    {
        if (_isStarted) return;
        _isStarted = true;
        for (int count = 1; count > 0 && _headEnd < HeadBytes; _headEnd += count) count = _source.Read(_head.AsSpan(_headEnd));
        if (_head.AsSpan(0, _headEnd).StartsWith(ByteOrderMark)) _headStart = ByteOrderMark.Length;
    }
}
