using System.IO.Compression;
using System.Text;

using Heed.Ingest.Events;

namespace Heed.Ingest.Tests.Events;

/// <summary>What reading a body gave, as text: records, canonical bytes and the result.</summary>
internal sealed record BodyReading(IReadOnlyList<string> Records, string Canonical, EventBodyResult Result)
{
    public string Refusals => string.Join('\n', Result.Rejected.Select(r => $"{r.Line} {RefusalReasons.Word(r.Reason)}: {r.Detail}"));

    public string Everything => string.Join('\n', [.. Records, Canonical, Refusals, Result.Accepted, Result.RejectedCount, Result.Problem?.ToString() ?? "whole"]);

    public static Task<BodyReading> OfAsync(string body, EventLimits? limits = null) => OfAsync(Encoding.UTF8.GetBytes(body), limits);

    public static Task<BodyReading> OfAsync(byte[] body, EventLimits? limits = null) => OfAsync(new MemoryStream(body), limits);

    public static async Task<BodyReading> OfAsync(
        Stream body, EventLimits? limits = null, BodyCompression compression = BodyCompression.Detect, EventBodyReader? reader = null)
    {
        List<string> records = [];
        StringBuilder canonical = new();
        reader ??= new EventBodyReader(Samples.Parser(limits));
        EventBodyResult result = await reader.ReadAsync(
            body,
            compression,
            Samples.NowMs,
            (batch, lines, _) =>
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    records.Add(Samples.Describe(batch, i));
                    ReadOnlySpan<byte> source = lines.Span.Slice(batch.Records[i].SourceStart, batch.Records[i].SourceLength);
                    Assert.True(source[^1] != '\n' && source[0] != '\n');
                }

                Assert.Equal(batch.Count, lines.Span.Count((byte)'\n'));
                canonical.Append(Encoding.UTF8.GetString(lines.Span));
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        Assert.Equal(records.Count, result.Accepted);
        return new BodyReading(records, canonical.ToString(), result);
    }

    public static byte[] Gzip(string text)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
