using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>
/// Reads one event at a time into a <see cref="RecordBatch"/>: the format of <c>docs/formats/events.md</c>. Immutable and safe for
/// many threads, each with a batch of its own. Nothing is allocated for an event that is taken, once the batch has grown.
/// </summary>
public sealed class EventParser
{
    private readonly ModelPlan[] _plans;

    public EventParser(SchemaRegistry models, EventLimits limits)
    {
        Models = models;
        Limits = limits;
        _plans = [.. models.Models.Select(m => new ModelPlan(m))];
    }

    public SchemaRegistry Models { get; }

    public EventLimits Limits { get; }

    /// <summary>Adds one record to the batch, or leaves the batch as it was and says why.</summary>
    /// <param name="json">One JSON object; blanks around it are fine.</param>
    /// <param name="nowMs">The time of an event without one, and what <see cref="EventLimits.MaxAge"/> counts from.</param>
    /// <param name="batch">Of the same <see cref="Models"/>.</param>
    /// <param name="sourceStart">What <see cref="EventRecord.SourceStart"/> becomes.</param>
    public EventRefusal? TryRead(ReadOnlySpan<byte> json, long nowMs, RecordBatch batch, int sourceStart = 0)
    {
        if (json.Length > Limits.MaxLineBytes) return RefusalDetails.TooLarge(json.Length, Limits.MaxLineBytes);
        if (!Utf8.IsValid(json)) return RefusalDetails.InvalidUtf8(FirstInvalid(json));
        RecordBatchMark mark = batch.Mark();
        EventRefusal? refusal = NonFiniteWords.MayOccur(json)
            ? ReadQuoted(json, nowMs, batch, mark, sourceStart, json.Length)
            : Read(json, nowMs, batch, mark, sourceStart, json.Length);
        if (refusal is not null) batch.Rollback(mark);
        return refusal;
    }

    /// <summary>The event as JSON that every reader takes: bare NaN and Infinity become texts.</summary>
    public static byte[] ToStrictJson(ReadOnlySpan<byte> json)
    {
        if (!NonFiniteWords.MayOccur(json)) return json.ToArray();
        byte[]? quoted = NonFiniteWords.QuoteBare(json, out int length);
        if (quoted is null) return json.ToArray();
        byte[] strict = quoted[..length];
        ArrayPool<byte>.Shared.Return(quoted);
        return strict;
    }

    /// <summary>
    /// The time of an event alone, for one that orders or skips recorded events: false where there is none or where the bytes
    /// are no event. The rest of the event is not looked at.
    /// </summary>
    public static bool TryReadTime(ReadOnlySpan<byte> json, out long timeMs)
    {
        timeMs = 0;
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = EventLimits.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isTime = reader.ValueTextEquals("time"u8);
                reader.Read();
                if (isTime) return EventTime.TryRead(json, MemberToken.At(ref reader), out timeMs);
                reader.Skip();
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private EventRefusal? Read(
        ReadOnlySpan<byte> json, long nowMs, RecordBatch batch, RecordBatchMark mark, int sourceStart, int sourceLength)
    {
        try
        {
            EventReading reading = new(json, batch, Models, _plans, readAtEnd: false);
            EventRefusal? refusal = reading.Read(nowMs, Limits);
            if (reading.MustReadAgain)
            {
                batch.Rollback(mark);
                reading = new EventReading(json, batch, Models, _plans, readAtEnd: true);
                refusal = reading.Read(nowMs, Limits);
            }

            if (refusal is not null) return refusal;
            EventRecord record = reading.Record;
            record.SourceStart = sourceStart;
            record.SourceLength = sourceLength;
            batch.Add(record);
            return null;
        }
        catch (JsonException error)
        {
            return BrokenJson.Refusal(json, error);
        }
    }

    /// <summary>With quotes around bare NaN and Infinity, so that they are the same as the texts.</summary>
    private EventRefusal? ReadQuoted(
        ReadOnlySpan<byte> json, long nowMs, RecordBatch batch, RecordBatchMark mark, int sourceStart, int sourceLength)
    {
        byte[]? quoted = NonFiniteWords.QuoteBare(json, out int length);
        if (quoted is null) return Read(json, nowMs, batch, mark, sourceStart, sourceLength);
        try
        {
            return Read(quoted.AsSpan(0, length), nowMs, batch, mark, sourceStart, sourceLength);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(quoted);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (System.Text.Rune.DecodeFromUtf8(bytes[at..], out _, out int consumed) == OperationStatus.Done) at += consumed;
        return at;
    }
}
