using System.Text.Json;
using System.Text.Unicode;

using Heed.Ingest.Events;
using Heed.Model.Records;

namespace Heed.Ingest.Files;

/// <summary>The events of a file as rows.</summary>
internal sealed class EventRows(Stream stream, RowOptions options) : IRowSource
{
    private readonly EventFile _file = new(stream, options.MaxRowBytes);
    private readonly RowFields _fields = new();
    private readonly JsonScratch _scratch = new();

    public long BytesRead => _file.BytesRead;

    public bool Next(RawRow row, ref string? problem)
    {
        EventFileStep step = _file.Next(out ReadOnlySpan<byte> json);
        if (step == EventFileStep.End) return false;
        row.Line = _file.Line;
        _fields.BeginRow(row);
        problem = step switch
        {
            EventFileStep.TooLarge => RefusalDetails.UnfinishedTooLarge(options.MaxRowBytes).Detail,
            EventFileStep.Truncated => "expected more of the gzip stream, found its end",
            _ => Read(json, row),
        };
        return true;
    }

    public void Dispose() => _file.Dispose();

    private string? Read(ReadOnlySpan<byte> json, RawRow row)
    {
        if (!Utf8.IsValid(json)) return "expected UTF-8, found other bytes";
        byte[]? quoted = NonFiniteWords.MayOccur(json) ? NonFiniteWords.QuoteBare(json, out int length) : QuoteNothing(out length);
        try
        {
            return new RawEventReading(quoted is null ? json : quoted.AsSpan(0, length), row, _fields, _scratch).Read();
        }
        catch (JsonException error)
        {
            return BrokenJson.Refusal(json, error).Detail;
        }
        finally
        {
            if (quoted is not null) System.Buffers.ArrayPool<byte>.Shared.Return(quoted);
        }
    }

    private static byte[]? QuoteNothing(out int length)
    {
        length = 0;
        return null;
    }
}
