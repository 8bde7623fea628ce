using System.Buffers;
using System.Globalization;

using Heed.Ingest.Events;
using Heed.Ingest.Series;

namespace Heed.Ingest.Otlp;

/// <summary>Takes OTLP/HTTP metrics (<c>POST /v1/metrics</c>), protobuf and JSON, plain and gzip, from any number of threads.</summary>
/// <param name="sinks">Where what is received goes.</param>
/// <param name="limits">The bounds.</param>
public sealed class OtlpReceiver(SampleSinks sinks, OtlpLimits limits)
{
    private readonly Lock _totalsLock = new();
    private readonly OtlpTally _totals = new();

    /// <summary>What became of all points so far.</summary>
    public OtlpTally Totals
    {
        get
        {
            lock (_totalsLock) return _totals with { };
        }
    }

    /// <summary>Reads a request's body and writes its points. The answer does not wait for the disk.</summary>
    /// <param name="body">What the request carries.</param>
    /// <param name="contentType">The header, or null.</param>
    /// <param name="contentEncoding">The header, or null.</param>
    /// <param name="cancellation">Ends the reading of the body.</param>
    public async ValueTask<OtlpAnswer> ReceiveAsync(Stream body, string? contentType, string? contentEncoding, CancellationToken cancellation)
    {
        bool? isJson = IsJson(contentType);
        if (isJson is null) return OtlpAnswers.Refused(415, false, $"expected application/x-protobuf or application/json, found {contentType}");
        bool isGzip = string.Equals(contentEncoding, "gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && contentEncoding is not (null or "" or "identity"))
        {
            return OtlpAnswers.Refused(415, isJson.Value, $"expected gzip or no encoding, found {contentEncoding}");
        }

        using GzipBody? gzip = isGzip ? new GzipBody(body, default) : null;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 14);
        try
        {
            int length = 0;
            while (true)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                Memory<byte> room = buffer.AsMemory(length);
                int read = gzip is null ? await body.ReadAsync(room, cancellation) : await gzip.ReadAsync(room, cancellation);
                if (read == 0) break;
                length += read;
                if (length > limits.MaxBytes) return OtlpAnswers.Refused(413, isJson.Value, Over(limits.MaxBytes, "bytes"));
            }

            if (gzip?.Problem is { } problem) return OtlpAnswers.Refused(400, isJson.Value, $"expected a whole gzip stream, found {problem}");
            return Receive(buffer.AsMemory(0, length), isJson.Value);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes the points of a body.</summary>
    public OtlpAnswer Receive(ReadOnlyMemory<byte> body, bool isJson)
    {
        OtlpRequest request = new(limits.MaxItems);
        string? broken = isJson
            ? OtlpJsonReader.Read(body, request)
            : OtlpProtobufReader.TryRead(body.Span, request) ? null : "expected an ExportMetricsServiceRequest, found other bytes";
        if (request.IsTooLarge) return OtlpAnswers.Refused(413, isJson, Over(limits.MaxItems, "resources, metrics and points"));
        if (broken is not null) return OtlpAnswers.Refused(400, isJson, broken);
        OtlpTally tally = new();
        OtlpTranslator translator = new(sinks, tally);
        foreach (OtlpResource resource in request.Resources) translator.Write(resource);
        lock (_totalsLock) _totals.Add(tally);
        return OtlpAnswers.Taken(isJson, tally, translator.Problem);
    }

    private static bool? IsJson(string? contentType)
    {
        ReadOnlySpan<char> media = contentType.AsSpan();
        int end = media.IndexOf(';');
        media = (end < 0 ? media : media[..end]).Trim();
        if (media.Equals(OtlpAnswers.JsonType, StringComparison.OrdinalIgnoreCase)) return true;
        return media.Equals(OtlpAnswers.ProtobufType, StringComparison.OrdinalIgnoreCase) ? false : null;
    }

    private static byte[] Grow(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static string Over(int limit, string what) => string.Create(CultureInfo.InvariantCulture, $"the body has more than {limit} {what}");
}
