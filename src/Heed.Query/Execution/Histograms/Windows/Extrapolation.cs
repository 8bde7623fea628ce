namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>How far the difference of a window's last and first sample is stretched to stand for the whole window.</summary>
internal static class Extrapolation
{
    /// <summary>An edge of the window that is nearer than so many sample distances is reached.</summary>
    private const double NearEdge = 1.1;

    /// <param name="beginMs">When the counter began, where that is in the window and before the first sample; it was zero then.</param>
    /// <param name="first">The first value of a counter, below which nothing is stretched to negative values; null of a gauge.</param>
    /// <param name="difference">What is stretched.</param>
    public static double Factor(
        ReadOnlySpan<long> timesMs, long startMs, long endMs, long? beginMs, double? first, double difference, bool perSecond)
    {
        double sampled = (timesMs[^1] - timesMs[0]) / 1000.0;
        double distance = timesMs.Length > 1 ? sampled / (timesMs.Length - 1) : 0;
        double threshold = distance * NearEdge;
        double before = (timesMs[0] - startMs) / 1000.0;
        if (beginMs is { } begin)
        {
            before = 0;
            sampled = (timesMs[^1] - begin) / 1000.0;
        }
        else
        {
            if (before >= threshold) before = distance / 2;
            if (first >= 0 && difference > 0) before = Math.Min(before, sampled * (first.Value / difference));
        }

        double after = (endMs - timesMs[^1]) / 1000.0;
        if (after >= threshold) after = distance / 2;
        double factor = sampled == 0 ? 1 : (sampled + before + after) / sampled;
        return perSecond ? factor / ((endMs - startMs) / 1000.0) : factor;
    }
}
