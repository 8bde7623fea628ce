using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;

using Heed.Ingest.Series;
using Heed.Wire.Snappy;

namespace Heed.Ingest.RemoteWrite;

/// <summary>
/// Takes remote-write requests, 1.0 and 2.0, from any number of threads. Sources: prometheus.io/docs/specs/prw/remote_write_spec and
/// …/remote_write_spec_2_0 (2.0-rc.4).
/// </summary>
/// <param name="sinks">Where what is received goes.</param>
/// <param name="limits">The bounds.</param>
/// <param name="seed">Of the hash by which series are remembered; any number that senders do not know.</param>
public sealed class RemoteWriteReceiver(SampleSinks sinks, RemoteWriteLimits limits, ulong seed)
{
    private const int MostIdleReaders = 16;

    private readonly RawSeriesCache<WrittenSeries> _cache = new(limits.MaxCachedSeries, seed);
    private readonly ConcurrentQueue<RemoteWriteReader> _idle = new();
    private readonly Lock _totalsLock = new();
    private readonly RemoteWriteTally _totals = new();

    /// <summary>Series that are known by their bytes.</summary>
    public int CachedSeries => _cache.Count;

    /// <summary>Times that labels were read again because the cache was full.</summary>
    public long CacheOverflows => _cache.OverflowCount;

    /// <summary>What became of all samples so far.</summary>
    public RemoteWriteTally Totals
    {
        get
        {
            lock (_totalsLock) return _totals with { };
        }
    }

    /// <summary>
    /// Lets go of series that nobody has written since the last call. Whoever owns the receiver calls it every some minutes.
    /// </summary>
    public void ForgetUnused() => _cache.EndRound();

    /// <summary>Reads a request's body and writes its samples. The answer does not wait for the disk.</summary>
    /// <param name="body">What the request carries.</param>
    /// <param name="contentType">The header, or null.</param>
    /// <param name="contentEncoding">The header, or null.</param>
    /// <param name="cancellation">Ends the reading of the body.</param>
    public async ValueTask<RemoteWriteAnswer> ReceiveAsync(
        Stream body, string? contentType, string? contentEncoding, CancellationToken cancellation)
    {
        if (RemoteWriteHeaders.Parse(contentType, contentEncoding) is not { } protocol) return Refuse(415, Unsupported(contentType, contentEncoding));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(limits.MaxCompressedBytes, 1 << 16));
        try
        {
            int length = 0;
            while (true)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                int read = await body.ReadAsync(buffer.AsMemory(length), cancellation);
                if (read == 0) break;
                length += read;
                if (length > limits.MaxCompressedBytes) return TooLarge("compressed", limits.MaxCompressedBytes);
            }

            return Receive(buffer.AsSpan(0, length), protocol);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes the samples of a request's body.</summary>
    /// <param name="block">The body: one snappy block.</param>
    public RemoteWriteAnswer Receive(ReadOnlySpan<byte> block, RemoteWriteProtocol protocol)
    {
        if (!SnappyBlock.TryReadLength(block, out int length)) return Refuse(400, "expected a snappy block, found something else");
        if (length > limits.MaxBytes) return TooLarge("decompressed", limits.MaxBytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Span<byte> message = buffer.AsSpan(0, length);
            return SnappyBlock.TryDecode(block, message)
                ? ReceiveMessage(message, protocol)
                : Refuse(400, "expected a snappy block, found a damaged one");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private RemoteWriteAnswer ReceiveMessage(ReadOnlySpan<byte> message, RemoteWriteProtocol protocol)
    {
        RemoteWriteReader reader = _idle.TryDequeue(out RemoteWriteReader? idle)
            ? idle
            : new RemoteWriteReader(sinks, new SeriesResolver(_cache, limits), limits);
        RemoteWriteTally tally = new();
        string? broken = reader.Read(message, protocol, tally);
        lock (_totalsLock) _totals.Add(tally);
        RemoteWriteAnswer answer = Answer(broken, reader.Problems, tally);
        if (_idle.Count < MostIdleReaders) _idle.Enqueue(reader);
        return answer;
    }

    private static RemoteWriteAnswer Answer(string? broken, IReadOnlyList<string> problems, RemoteWriteTally tally)
    {
        if (broken is null && tally.Refused == 0) return new RemoteWriteAnswer(204, null, tally);
        List<string> reasons = [];
        if (broken is not null) reasons.Add(broken);
        Count(reasons, tally.OutOfOrder, "out of order");
        Count(reasons, tally.TooFarAhead, "too far in the future");
        Count(reasons, tally.Conflicting, "with another value than the one that is there at their time");
        Count(reasons, tally.Limited, "beyond a limit of the store");
        if (tally.Invalid > 0) reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{tally.Invalid} invalid: {string.Join("; ", problems)}"));
        bool mayPass = broken is null && tally.Refused == tally.Limited;
        return new RemoteWriteAnswer(mayPass ? 429 : 400, string.Join("; ", reasons), tally);
    }

    private static void Count(List<string> reasons, long count, string what)
    {
        if (count > 0) reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{count} samples {what}"));
    }

    private static byte[] Grow(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static string Unsupported(string? contentType, string? contentEncoding) =>
        $"expected application/x-protobuf with prometheus.WriteRequest or io.prometheus.write.v2.Request in snappy, found {contentType} in {contentEncoding}";

    private static RemoteWriteAnswer TooLarge(string how, int limit) =>
        Refuse(413, string.Create(CultureInfo.InvariantCulture, $"the {how} body has more than {limit} bytes"));

    private static RemoteWriteAnswer Refuse(int status, string message) => new(status, message, new RemoteWriteTally());
}
