using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

using Heed.Model.Samples;
using Heed.Storage.Wal;

namespace Heed.Storage.Summaries;

/// <summary>The spans of one day.</summary>
internal sealed class SummaryGroup(long day)
{
    private readonly SampleSummary[] _spans = new SampleSummary[SummaryGrid.SpansPerDay];
    private int _present;

    public long Day => day;

    public int Count => BitOperations.PopCount((uint)_present);

    public void Set(int place, in SampleSummary summary)
    {
        _spans[place] = summary;
        _present |= 1 << place;
    }

    public void Write(bool withDay, ArrayBufferWriter<byte> target)
    {
        if (withDay) new SummaryCode().Write(day * SummaryGrid.DayMs, SummaryGrid.DayMs, Fold(_spans), target);
        BinaryPrimitives.WriteUInt16LittleEndian(target.GetSpan(sizeof(ushort)), (ushort)_present);
        target.Advance(sizeof(ushort));
        SummaryCode code = default;
        for (int i = 0; i < _spans.Length; i++)
        {
            if (_spans[i].Count > 0) code.Write(StartOf(day, i), SummaryGrid.SpanMs, _spans[i], target);
        }
    }

    public static SampleSummary ReadDay(long day, ReadOnlySpan<byte> body)
    {
        PayloadReader reader = new(body);
        SampleSummary summary = new SummaryCode().Read(day * SummaryGrid.DayMs, SummaryGrid.DayMs, ref reader);
        return reader.Failed ? SampleSummary.Unknown : summary;
    }

    /// <summary>Fills all spans of a day, unknown ones where the bytes make no sense.</summary>
    public static void ReadSpans(long day, bool hasDay, ReadOnlySpan<byte> body, Span<SampleSummary> spans)
    {
        PayloadReader reader = new(body);
        if (hasDay) new SummaryCode().Read(day * SummaryGrid.DayMs, SummaryGrid.DayMs, ref reader);
        int present = reader.ReadByte() | (reader.ReadByte() << 8);
        SummaryCode code = default;
        for (int i = 0; i < spans.Length; i++)
        {
            bool isPresent = (present & (1 << i)) != 0;
            SampleSummary summary = isPresent ? code.Read(StartOf(day, i), SummaryGrid.SpanMs, ref reader) : SampleSummary.Empty;
            spans[i] = reader.Failed ? SampleSummary.Unknown : summary;
        }
    }

    private static long StartOf(long day, int place) => (day * SummaryGrid.DayMs) + (place * SummaryGrid.SpanMs);

    private static SampleSummary Fold(ReadOnlySpan<SampleSummary> spans)
    {
        SampleSummary day = SampleSummary.Empty;
        foreach (ref readonly SampleSummary span in spans) day = day.Then(span);
        return day;
    }
}
