using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Remote.Reading;

/// <summary>A series as the store sent it: all samples of the asked range, in order of time.</summary>
internal sealed class RemoteSeries(LabelSet labels, SampleBuffer samples) : ISeries
{
    public LabelSet Labels => labels;

    public void Read(long fromMs, long toMs, SampleBuffer target)
    {
        ReadOnlySpan<long> times = samples.TimesMs;
        int first = FirstFrom(times, fromMs);
        int count = (toMs == long.MaxValue ? times.Length : FirstFrom(times, toMs + 1)) - first;
        if (count <= 0) return;
        if (samples.HasHistograms)
        {
            AddOneByOne(first, count, target);
            return;
        }

        target.AddSpan(count, out Span<long> targetTimes, out Span<double> targetValues);
        times.Slice(first, count).CopyTo(targetTimes);
        samples.Values.Slice(first, count).CopyTo(targetValues);
    }

    private void AddOneByOne(int first, int count, SampleBuffer target)
    {
        for (int i = first; i < first + count; i++)
        {
            if (samples.Histograms[i] is NativeHistogram histogram) target.Add(samples.TimesMs[i], histogram);
            else target.Add(samples.TimesMs[i], samples.Values[i]);
        }
    }

    private static int FirstFrom(ReadOnlySpan<long> times, long timeMs)
    {
        int low = 0;
        int high = times.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (times[middle] < timeMs) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
