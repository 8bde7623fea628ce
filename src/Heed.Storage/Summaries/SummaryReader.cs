using Heed.Model.Samples;
using Heed.Storage.Wal;

namespace Heed.Storage.Summaries;

/// <summary>Reads what <see cref="SummaryEncoder"/> wrote. Damaged bytes answer nothing or wrong summaries, never an exception.</summary>
internal static class SummaryReader
{
    /// <summary>
    /// Sets the summaries of consecutive stretches: what the bytes say, or that there are no samples. Days that are not stored become
    /// unknown, and where the bytes make no sense nothing is set. The caller knows that the stretches have no samples elsewhere.
    /// </summary>
    /// <param name="data">What the encoder wrote for this series and block; empty where it has no float sample there.</param>
    /// <param name="level">The length of the stretches.</param>
    /// <param name="first">The number of the first stretch.</param>
    /// <param name="target">One place a stretch.</param>
    public static void Read(ReadOnlySpan<byte> data, SummaryLevel level, long first, Span<SampleSummary> target)
    {
        if (data.IsEmpty) target.Clear();
        else if (!target.IsEmpty) ReadGroups(data, level, first, target);
    }

    private static void ReadGroups(ReadOnlySpan<byte> data, SummaryLevel level, long first, Span<SampleSummary> target)
    {
        PayloadReader directory = new(data);
        byte version = directory.ReadByte();
        int count = directory.ReadInt();
        if (version != SummaryEncoder.Version || count > directory.Left) return;
        PayloadReader bodies = Skip(directory, count);
        if (bodies.Failed) return;
        target.Clear();
        int perDay = level == SummaryLevel.Day ? 1 : SummaryGrid.SpansPerDay;
        long lastDay = FloorDivide(first + target.Length - 1, perDay);
        long day = 0;
        for (int i = 0; i < count; i++)
        {
            day = unchecked(day + directory.ReadSigned());
            ulong size = directory.ReadVarint();
            if (day > lastDay) return;
            ReadOnlySpan<byte> body = bodies.ReadBytes((int)Math.Min(size >> 1, int.MaxValue));
            if (day < FloorDivide(first, perDay)) continue;
            bool hasDay = (size & 1) != 0;
            if (level == SummaryLevel.Span) ReadSpans(day, hasDay, body, first, target);
            else target[(int)(day - first)] = hasDay ? SummaryGroup.ReadDay(day, body) : SampleSummary.Unknown;
        }
    }

    private static void ReadSpans(long day, bool hasDay, ReadOnlySpan<byte> body, long first, Span<SampleSummary> target)
    {
        Span<SampleSummary> spans = stackalloc SampleSummary[SummaryGrid.SpansPerDay];
        SummaryGroup.ReadSpans(day, hasDay, body, spans);
        long place = (day * SummaryGrid.SpansPerDay) - first;
        int from = (int)Math.Max(0, -place);
        int to = (int)Math.Min(spans.Length, target.Length - place);
        for (int i = from; i < to; i++) target[(int)(place + i)] = spans[i];
    }

    /// <summary>The bodies begin where the directory ends.</summary>
    private static PayloadReader Skip(PayloadReader directory, int count)
    {
        for (int i = 0; i < count; i++)
        {
            directory.ReadSigned();
            directory.ReadVarint();
        }

        return directory;
    }

    private static long FloorDivide(long value, long divisor)
    {
        long quotient = value / divisor;
        return quotient * divisor > value ? quotient - 1 : quotient;
    }
}
