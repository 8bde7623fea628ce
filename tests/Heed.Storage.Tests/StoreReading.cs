using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests;

/// <summary>Everything a reader gives, as text that can be compared: values by their bits.</summary>
internal static class StoreReading
{
    public static List<string> Dump(
        this ISeriesReader reader, long fromMs = long.MinValue, long toMs = long.MaxValue, params LabelMatcher[] matchers)
    {
        List<string> lines = [];
        SampleBuffer buffer = new();
        foreach (ISeries series in reader.Select(matchers, fromMs, toMs, CancellationToken.None))
        {
            buffer.Clear();
            series.Read(fromMs, toMs, buffer);
            if (buffer.Count == 0) continue;
            lines.Add(series.Labels.ToString());
            for (int i = 0; i < buffer.Count; i++)
            {
                lines.Add($"{buffer.TimesMs[i]} {BitConverter.DoubleToUInt64Bits(buffer.Values[i]):x16}");
            }
        }

        return lines;
    }

    /// <summary>A text for each sample: metric or series, time, value.</summary>
    public static HashSet<string> Values(this ISeriesReader reader)
    {
        HashSet<string> samples = [];
        SampleBuffer buffer = new();
        foreach (ISeries series in reader.Select([], long.MinValue, long.MaxValue, CancellationToken.None))
        {
            buffer.Clear();
            series.Read(long.MinValue, long.MaxValue, buffer);
            for (int i = 0; i < buffer.Count; i++) samples.Add($"{series.Labels} {buffer.TimesMs[i]} {buffer.Values[i]}");
        }

        return samples;
    }

    public static LabelMatcher Matcher(string name, MatchOperator op, string value) => LabelMatcher.Parse(name, op, value).Value;
}
