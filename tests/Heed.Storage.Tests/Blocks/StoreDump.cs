using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests.Blocks;

/// <summary>What a store gives, floats and histograms by their bits, as text.</summary>
internal static class StoreDump
{
    public static List<string> DumpAll(
        this SeriesStore store, long fromMs = long.MinValue, long toMs = long.MaxValue, params LabelMatcher[] matchers)
    {
        List<string> lines = [];
        SampleBuffer buffer = new();
        LabelSet? last = null;
        foreach (ISeries series in store.Select(matchers, fromMs, toMs, CancellationToken.None))
        {
            Assert.True(last is null || last < series.Labels, "expected series in the order of labels");
            last = series.Labels;
            buffer.Clear();
            series.Read(fromMs, toMs, buffer);
            if (buffer.Count > 0) lines.Add(series.Labels.ToString());
            for (int i = 0; i < buffer.Count; i++)
            {
                lines.Add(Line(buffer.TimesMs[i], buffer.Values[i], buffer.HasHistograms ? buffer.Histograms[i] : null));
            }
        }

        return lines;
    }

    public static string Line(long timeMs, double value, NativeHistogram? histogram) =>
        histogram is null ? $"{timeMs} {BitConverter.DoubleToUInt64Bits(value):x16}" : $"{timeMs} {Text(histogram)}";

    /// <summary>Steps until nothing is due; how many there were.</summary>
    public static int MaintainAll(this SeriesStore store)
    {
        for (int steps = 0; ; steps++)
        {
            MaintenanceOutcome outcome = store.Maintain(CancellationToken.None);
            if (outcome == MaintenanceOutcome.Idle) return steps;
            Assert.True(outcome is MaintenanceOutcome.Sealed or MaintenanceOutcome.Compacted or MaintenanceOutcome.Dropped, $"{outcome}");
            Assert.True(steps < 2_000, "expected maintenance to end");
        }
    }

    public static string Text(NativeHistogram h) =>
        $"{h.Schema} {Bits(h.Count)} {Bits(h.Sum)} {Bits(h.ZeroThreshold)} {Bits(h.ZeroCount)} {h.ResetHint} "
        + $"[{string.Join(',', h.PositiveSpans)}] [{Bits(h.PositiveCounts)}] [{string.Join(',', h.NegativeSpans)}] [{Bits(h.NegativeCounts)}] "
        + $"[{Bits(h.CustomBounds)}]";

    private static string Bits(double value) => $"{BitConverter.DoubleToUInt64Bits(value):x}";

    private static string Bits(IReadOnlyList<double> values) => string.Join(',', values.Select(Bits));
}
