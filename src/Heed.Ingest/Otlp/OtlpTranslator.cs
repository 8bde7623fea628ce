using Heed.Ingest.Series;
using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Metadata;
using Heed.Model.Parsing;
using Heed.Model.Samples;

namespace Heed.Ingest.Otlp;

/// <summary>
/// Writes OpenTelemetry's points as the series that Prometheus makes of them. Sums and histograms that count since the point before
/// (delta) are refused: what they would add to is a matter of the sender's collector, which has a processor for it (decision 0010).
/// </summary>
internal sealed class OtlpTranslator(SampleSinks sinks, OtlpTally tally)
{
    private const double DefaultZeroThreshold = 1e-128;

    /// <summary>Doubles end long before: at 2^1024, which is index 2^18 at the finest schema.</summary>
    private const long MostOffset = 1 << 30;

    private readonly HistogramParts _parts = new();
    private bool _isStored;

    /// <summary>The first thing that was refused; null where nothing was.</summary>
    public string? Problem { get; private set; }

    public void Write(OtlpResource resource)
    {
        ResourceLabels labels = new(resource);
        long newestMs = 0;
        foreach (OtlpMetric metric in resource.Metrics)
        {
            if (metric.Kind == OtlpKind.None) continue;
            string name = OtlpNames.Metric(metric);
            if (Refusal(metric, name) is { } reason)
            {
                Refuse(metric, reason);
                continue;
            }

            Describe(metric, name);
            foreach (OtlpPoint point in metric.Points)
            {
                WritePoint(metric, name, point, labels.Of(point));
                newestMs = Math.Max(newestMs, point.TimeMs);
            }
        }

        // target_info holds what describes the source and is in no other series.
        if (labels.TargetInfo is { } info && newestMs > 0) sinks.Samples.Append(info, newestMs, 1);
    }

    private static string? Refusal(OtlpMetric metric, string name)
    {
        if (name.Length == 0) return "a metric without a name";
        bool accumulates = metric.Kind is OtlpKind.Sum or OtlpKind.Histogram or OtlpKind.ExponentialHistogram;
        if (!accumulates || metric.Temporality == OtlpTemporality.Cumulative) return null;
        return metric.Temporality == OtlpTemporality.Delta
            ? $"{metric.Name} counts since the point before (delta); cumulative is what is taken"
            : $"{metric.Name} does not say since when it counts";
    }

    private void Refuse(OtlpMetric metric, string reason)
    {
        if (metric.Temporality == OtlpTemporality.Delta) tally.DeltaRefused += metric.Points.Count;
        else tally.InvalidRefused += metric.Points.Count;
        if (metric.Points.Count > 0) Problem ??= reason;
    }

    private void WritePoint(OtlpMetric metric, string name, OtlpPoint point, LabelSetBuilder labels)
    {
        _isStored = true;
        string? problem = point.TimeNanoseconds == 0 ? "a point without a time" : metric.Kind switch
        {
            OtlpKind.Histogram => WriteClassic(name, point, labels),
            OtlpKind.ExponentialHistogram => WriteNative(name, point, labels),
            OtlpKind.Summary => WriteSummary(name, point, labels),
            _ => WriteNumber(name, point, labels),
        };
        if (problem is not null)
        {
            tally.InvalidRefused++;
            Problem ??= $"{metric.Name}: {problem}";
        }
        else if (!_isStored)
        {
            tally.StoreRefused++;
            Problem ??= $"{metric.Name}: refused by the store as out of order, in conflict or beyond a limit";
        }
        else
        {
            tally.PointsWritten++;
        }
    }

    private string? WriteNumber(string name, OtlpPoint point, LabelSetBuilder labels)
    {
        Append(labels, name, point, point.Value);
        return null;
    }

    private string? WriteClassic(string name, OtlpPoint point, LabelSetBuilder labels)
    {
        bool hasBuckets = point.BucketCounts.Count > 0;
        if (hasBuckets && point.BucketCounts.Count != point.Bounds.Count + 1) return "bounds and buckets of different numbers";
        if (!hasBuckets && point.Bounds.Count > 0) return "bounds without buckets";
        for (int i = 1; i < point.Bounds.Count; i++)
        {
            if (!(point.Bounds[i] > point.Bounds[i - 1])) return "bounds that do not ascend";
        }

        if (point.Sum is { } sum) Append(labels, name + "_sum", point, sum);
        Append(labels, name + "_count", point, point.Count);
        ulong running = 0;
        for (int i = 0; i < point.Bounds.Count; i++)
        {
            running += point.BucketCounts[i];
            if (double.IsPositiveInfinity(point.Bounds[i])) break;
            AppendBucket(labels, name, point, GoNumber.FormatPlain(point.Bounds[i]), running);
        }

        AppendBucket(labels, name, point, "+Inf", point.Count);
        return null;
    }

    private void AppendBucket(LabelSetBuilder labels, string name, OtlpPoint point, string bound, ulong count)
    {
        string given = labels.Get(LabelNames.BucketBound);
        labels.Set(LabelNames.BucketBound, bound);
        Append(labels, name + "_bucket", point, count);
        labels.Set(LabelNames.BucketBound, given);
    }

    private string? WriteNative(string name, OtlpPoint point, LabelSetBuilder labels)
    {
        if (point.Scale < NativeHistogram.LeastSchema) return $"scale {point.Scale} is coarser than the coarsest schema, -4";
        if (Math.Max(Math.Abs((long)point.Positive.Offset), Math.Abs((long)point.Negative.Offset)) > MostOffset) return "an offset beyond all doubles";
        _parts.Clear();
        _parts.Schema = Math.Min(point.Scale, NativeHistogram.GreatestSchema);
        _parts.Count = point.Count;
        _parts.Sum = point.Sum ?? 0;
        _parts.ZeroCount = point.ZeroCount;
        _parts.ZeroThreshold = point.ZeroThreshold > 0 ? point.ZeroThreshold : DefaultZeroThreshold;
        int shift = Math.Min(point.Scale - _parts.Schema, 62);
        ExponentialBuckets.Convert(point.Positive, shift, _parts.Positive);
        ExponentialBuckets.Convert(point.Negative, shift, _parts.Negative);
        NativeHistogram? histogram = _parts.Build(out string problem);
        if (histogram is null) return problem;
        if (sinks.Histograms is null) return "native histograms are not taken";
        if (point.IsStale) Append(labels, name, point, 0);
        else Keep(sinks.Histograms.Append(labels.Set(LabelNames.MetricName, name).Build(), point.TimeMs, histogram));
        return null;
    }

    private string? WriteSummary(string name, OtlpPoint point, LabelSetBuilder labels)
    {
        Append(labels, name + "_sum", point, point.Sum ?? 0);
        Append(labels, name + "_count", point, point.Count);
        foreach ((double quantile, double value) in point.Quantiles)
        {
            labels.Set("quantile", GoNumber.FormatPlain(quantile));
            Append(labels, name, point, value);
        }

        return null;
    }

    private void Append(LabelSetBuilder labels, string name, OtlpPoint point, double value)
    {
        LabelSet series = labels.Set(LabelNames.MetricName, name).Build();
        Keep(sinks.Samples.Append(series, point.TimeMs, point.IsStale ? StaleMarker.Value : value));
    }

    private void Keep(AppendOutcome outcome) =>
        _isStored &= outcome is not (AppendOutcome.OutOfOrder or AppendOutcome.Conflict or AppendOutcome.Limited);

    private void Describe(OtlpMetric metric, string name)
    {
        if (sinks.Metadata is null || metric.Points.Count == 0) return;
        MetricType type = metric.Kind switch
        {
            OtlpKind.Histogram or OtlpKind.ExponentialHistogram => MetricType.Histogram,
            OtlpKind.Summary => MetricType.Summary,
            OtlpKind.Sum when metric.IsMonotonic => MetricType.Counter,
            _ => MetricType.Gauge,
        };
        sinks.Metadata.Describe(new MetricMetadata(name, type, OtlpNames.Unit(metric.Unit), metric.Description));
    }
}
