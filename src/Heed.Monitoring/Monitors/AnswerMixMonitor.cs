using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>
/// The mix of answered classes in the last closed window, and how even it is: an entropy of 0 is a model that has collapsed to one class,
/// of 1 one that answers all classes alike.
/// </summary>
/// <param name="known">Classes of the baseline: the most even mix is over these.</param>
internal sealed class AnswerMixMonitor(ModelSeries series, NameTable classes, int known, SlidingWindow window) : RecordMonitor
{
    private readonly List<GaugeSeries> _ratios = [];
    private readonly GaugeSeries _entropy = series.Gauge(MetricNames.ClassEntropy);

    public override long? AgeAt(long nowMs) => window.AgeAt(nowMs) + classes.Count;

    public override void Collect(SeriesWriter writer)
    {
        for (int i = _ratios.Count; i < classes.Count; i++)
        {
            _ratios.Add(series.Gauge(MetricNames.ClassRatio, ("predicted_class", classes[i])));
        }

        long[]? counts = window.ComparedAt(writer.NowMs)?.Classes;
        double sum = 0;
        foreach (long count in counts ?? []) sum += count;
        double entropy = 0;
        for (int i = 0; i < _ratios.Count; i++)
        {
            double ratio = sum > 0 ? counts![i] / sum : double.NaN;
            if (ratio > 0) entropy -= ratio * Math.Log(ratio);
            _ratios[i].Collect(writer, ratio);
        }

        _entropy.Collect(writer, sum > 0 && known > 1 ? Math.Min(1, entropy / Math.Log(known)) : double.NaN);
    }
}
