using System.Buffers;

using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Summaries;

/// <summary>
/// The summaries of one series in one block, as bytes: its spans, grouped by day, and the days that hold enough of them.
/// <see cref="SummaryReader"/> reads them; docs/formats/summaries.md draws them.
/// </summary>
internal static class SummaryEncoder
{
    public const byte Version = 1;

    /// <summary>A day of fewer spans is put together from them in no time, and mostly is not whole in its block.</summary>
    private const int LeastSpansOfDay = 4;

    /// <param name="timesMs">Ascending.</param>
    /// <param name="values">As many, every float sample of the series in the block; stale markers are passed over.</param>
    /// <param name="target">The summaries are added to it; nothing where there is no sample.</param>
    public static void Encode(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values, ArrayBufferWriter<byte> target)
    {
        List<SummaryGroup> groups = [];
        SampleBuffer samples = new();
        for (int at = 0; at < timesMs.Length;)
        {
            long span = SummaryGrid.IndexOf(SummaryLevel.Span, timesMs[at]);
            long end = SummaryGrid.StartOf(SummaryLevel.Span, span) + SummaryGrid.SpanMs;
            samples.Clear();
            for (; at < timesMs.Length && timesMs[at] < end; at++)
            {
                if (!StaleMarker.IsStale(values[at])) samples.Add(timesMs[at], values[at]);
            }

            if (samples.Count == 0) continue;
            long day = SummaryGrid.DayOfSpan(span);
            if (groups.Count == 0 || groups[^1].Day != day) groups.Add(new SummaryGroup(day));
            groups[^1].Set((int)(span - (day * SummaryGrid.SpansPerDay)), SampleSummary.Of(samples.TimesMs, samples.Values));
        }

        if (groups.Count > 0) Write(groups, target);
    }

    private static void Write(List<SummaryGroup> groups, ArrayBufferWriter<byte> target)
    {
        ArrayBufferWriter<byte> bodies = new();
        target.AddByte(Version);
        target.AddVarint((ulong)groups.Count);
        long previous = 0;
        foreach (SummaryGroup group in groups)
        {
            int start = bodies.WrittenCount;
            bool hasDay = group.Count >= LeastSpansOfDay;
            group.Write(hasDay, bodies);
            target.AddSigned(group.Day - previous);
            target.AddVarint(((ulong)(bodies.WrittenCount - start) << 1) | (hasDay ? 1u : 0));
            previous = group.Day;
        }

        target.Write(bodies.WrittenSpan);
    }
}
