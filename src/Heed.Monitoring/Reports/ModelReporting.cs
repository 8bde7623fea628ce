using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Monitors;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Reports;

/// <summary>Makes the report of one model.</summary>
internal sealed class ModelReporting(
    ModelOptions options, Baseline baseline, EventClock clock, SlidingWindow window, RollingQuality quality, OutcomeJoin outcomes)
{
    public ModelReport Report(long nowMs, TrafficMonitor traffic, NameTable classes, OwnCounters counters, DeploymentLog deployments)
    {
        WindowFigures figures = window.Figures();
        long endMs = clock.WindowEndAt(nowMs);
        IReadOnlyList<QualityReport> qualities = Qualities(endMs);
        ReadOnlySpan<double> latencies = traffic.Recent.SortedLatencies(stackalloc double[Monitors.RecentRequests.Kept]);
        bool started = clock.NewestMs != long.MinValue;
        return new ModelReport
        {
            Name = options.Name,
            Type = baseline.Type,
            Team = options.Team,
            Baseline = baseline,
            Windows = options.Windows,
            Window = WindowOf(figures, nowMs),
            WatermarkMs = started ? clock.WatermarkMs : null,
            LastEventMs = started ? clock.NewestMs : null,
            RequestsTotal = traffic.Requests,
            ErrorsTotal = traffic.Errors,
            RequestsPerSecond = traffic.Arrivals.PerSecond(nowMs),
            ErrorRatio = traffic.Recent.ErrorRatio(),
            LatencyP95Seconds = Known(SortedQuantile.Of(latencies, 95, 100)),
            LatencyP99Seconds = Known(SortedQuantile.Of(latencies, 99, 100)),
            Quality = qualities.Count > 0 && qualities[0].Segment == RollingQuality.WholeName ? qualities[0] : null,
            QualityCause = CauseSentence.OfQuality(quality, options.Windows.Quality, endMs),
            Qualities = qualities,
            Classes = Classes(figures, classes),
            Confidence = ConfidenceOf(figures),
            LowConfidence = options.LowConfidence,
            LowConfidenceRatio = window.IsOutdated(nowMs) ? null : Ratio(figures.LowConfidence, Sum(figures.Confidence)),
            Labels = Labels(endMs),
            Deployments = deployments.Deployments,
            Versions = traffic.Versions(),
            DriftingFeatures = [.. FeatureReporting.Of(window, nowMs).Where(f => f.State == FeatureVerdict.Drift).Select(f => f.Name)],
            Counters = counters.ByName(),
        };
    }

    private WindowReport WindowOf(WindowFigures figures, long nowMs) => new(
        window.ClosedCount,
        figures.Records,
        window.Needed,
        figures.Records == 0 ? null : figures.FirstMs,
        figures.Records == 0 ? null : figures.LastMs,
        window.ComparedAt(nowMs) is null ? null : Known(figures.Psi.Psi),
        CauseSentence.OfWindow(window, figures, nowMs));

    private LabelReport Labels(long endMs) => new(
        Known(outcomes.CoverageRatio(endMs)),
        outcomes.MedianDelaySeconds(),
        outcomes.WaitingPredictions,
        outcomes.WaitingLabels,
        options.JoinWithin);

    private IReadOnlyList<QualityReport> Qualities(long endMs) =>
    [
        .. quality.Figures(endMs).Select(f => new QualityReport(
            f.Metric, f.Segment, f.Interval.Value, f.Interval.Lower, f.Interval.Upper, Known(f.Baseline), f.N)),
    ];

    private List<ClassReport> Classes(WindowFigures figures, NameTable names)
    {
        List<ClassReport> classes = [];
        if (baseline.Type == ModelType.Regression) return classes;
        AnswerBaseline answers = baseline.Answers;
        long baselineSum = answers.ClassCounts.Sum() + answers.OtherCount;
        long sum = Sum(figures.Classes);
        for (int i = 0; i < names.Count; i++)
        {
            long before = i < answers.ClassCounts.Count ? answers.ClassCounts[i] : 0;
            classes.Add(new ClassReport(names[i], Ratio(figures.Classes[i], sum) ?? 0, Ratio(before, baselineSum) ?? 0));
        }

        return classes;
    }

    private ConfidenceReport? ConfidenceOf(WindowFigures figures)
    {
        long baselineSum = baseline.Answers.ConfidenceCounts.Sum();
        long sum = Sum(figures.Confidence);
        if (baselineSum + sum == 0) return null;
        return new ConfidenceReport(
            [.. Enumerable.Range(0, Confidence.Bins + 1).Select(i => i / (double)Confidence.Bins)],
            [.. figures.Confidence.Select(c => Ratio(c, sum) ?? 0)],
            [.. baseline.Answers.ConfidenceCounts.Select(c => Ratio(c, baselineSum) ?? 0)],
            sum);
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : part / (double)whole;

    private static long Sum(long[] counts)
    {
        long sum = 0;
        foreach (long count in counts) sum += count;
        return sum;
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
