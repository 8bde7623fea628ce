using Heed.Model.Histograms;
using Heed.Model.Samples;

namespace Heed.Storage.Chunks;

/// <summary>What is done with whole columns of samples, floats and histograms alike.</summary>
internal static class SampleColumns
{
    /// <summary>Adds one sample of another buffer.</summary>
    public static void AddFrom(this SampleBuffer target, SampleBuffer source, int at)
    {
        if (source.HistogramAt(at) is { } histogram) target.Add(source.TimesMs[at], histogram);
        else target.Add(source.TimesMs[at], source.Values[at]);
    }

    public static NativeHistogram? HistogramAt(this SampleBuffer source, int at) => source.HasHistograms ? source.Histograms[at] : null;

    /// <summary>Adds the samples of both in order of time. Where both have one at the same time, the first one's stays.</summary>
    public static void AddMerged(this SampleBuffer target, SampleBuffer first, SampleBuffer second)
    {
        int i = 0;
        int j = 0;
        while (i < first.Count || j < second.Count)
        {
            bool takeFirst = j == second.Count || (i < first.Count && first.TimesMs[i] <= second.TimesMs[j]);
            if (takeFirst && j < second.Count && first.TimesMs[i] == second.TimesMs[j]) j++;
            if (takeFirst) target.AddFrom(first, i++);
            else target.AddFrom(second, j++);
        }
    }

    /// <summary>The place of the first sample at or behind a time.</summary>
    public static int FirstAtOrBehind(ReadOnlySpan<long> timesMs, long timeMs)
    {
        int place = timesMs.BinarySearch(timeMs);
        return place < 0 ? ~place : place;
    }
}
