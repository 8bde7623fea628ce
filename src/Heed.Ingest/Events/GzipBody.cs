using System.IO.Compression;

namespace Heed.Ingest.Events;

/// <summary>
/// Reads gzip and tells a complete stream from a cut one, which <see cref="GZipStream"/> does not: it takes the end of its input for
/// the end of the data. Behind the input stands one more gzip member with known content. It comes out whole exactly when the
/// input ended where a member ends; all that comes out once it was handed over is therefore held back and compared.
/// </summary>
internal sealed class GzipBody : IDisposable
{
    private static readonly byte[] SentinelText = "end of the heed body"u8.ToArray();
    private static readonly byte[] Sentinel = Compress(SentinelText);

    private readonly SentinelStream _input;
    private readonly GZipStream _gzip;
    private readonly byte[] _behind = new byte[SentinelText.Length + 1];
    private int _behindCount;

    /// <param name="compressed">Stays open.</param>
    /// <param name="prefix">Bytes that were read from it before.</param>
    public GzipBody(Stream compressed, ReadOnlyMemory<byte> prefix)
    {
        _input = new SentinelStream(compressed, prefix, Sentinel);
        _gzip = new GZipStream(_input, CompressionMode.Decompress);
    }

    /// <summary>Null until a read gives 0 bytes and after a complete stream.</summary>
    public BodyProblemKind? Problem { get; private set; }

    /// <summary>Bytes that were read from the compressed stream.</summary>
    public long CompressedBytes => _input.BytesRead;

    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                int count = await _gzip.ReadAsync(target, cancellation);
                if (IsData(target.Span, count)) return count;
                if (count == 0) return End();
            }
        }
        catch (InvalidDataException)
        {
            return Break();
        }
    }

    public int Read(Span<byte> target)
    {
        try
        {
            while (true)
            {
                int count = _gzip.Read(target);
                if (IsData(target, count)) return count;
                if (count == 0) return End();
            }
        }
        catch (InvalidDataException)
        {
            return Break();
        }
    }

    public void Dispose() => _gzip.Dispose();

    /// <summary>The decompressor asks for input only when it has given out all that the former input holds.</summary>
    private bool IsData(ReadOnlySpan<byte> read, int count)
    {
        if (count == 0) return false;
        if (!_input.IsSentinelTaken) return true;
        int kept = Math.Min(count, _behind.Length - _behindCount);
        read[..kept].CopyTo(_behind.AsSpan(_behindCount));
        _behindCount += kept;
        return false;
    }

    private int End()
    {
        // Bytes behind the last member that are none themselves are padding: gzip programs pass over them, too.
        bool complete = !_input.IsSentinelTaken || _behind.AsSpan(0, _behindCount).SequenceEqual(SentinelText);
        Problem = complete ? null : BodyProblemKind.TruncatedGzip;
        return 0;
    }

    private int Break()
    {
        Problem = _input.IsSentinelTaken ? BodyProblemKind.TruncatedGzip : BodyProblemKind.BrokenGzip;
        return 0;
    }

    private static byte[] Compress(byte[] text)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(text);
        return target.ToArray();
    }
}
