using Heed.Model.Records;
using Heed.Model.Time;
using Heed.Monitoring;
using Heed.Monitoring.Reports;
using Heed.Server.Configuration;

namespace Heed.Server.Endpoints;

/// <summary>Reports of monitors as bodies of the API.</summary>
internal static class ModelViews
{
    public static ModelDetail Detail(ModelReport report, ModelConfiguration configuration, IReadOnlyList<AlertFigure> alerts)
    {
        ModelVerdict verdict = ModelVerdict.Of(report, alerts);
        return new ModelDetail
        {
            Name = report.Name,
            Type = Word(report.Type),
            Team = report.Team,
            State = verdict.State,
            Cause = verdict.Cause,
            Since = verdict.Since,
            RequestsTotal = report.RequestsTotal,
            RequestsPerSecond = Finite(report.RequestsPerSecond),
            ErrorRatio = Finite(report.ErrorRatio),
            LatencyP95Seconds = Finite(report.LatencyP95Seconds),
            LatencyP99Seconds = Finite(report.LatencyP99Seconds),
            Quality = report.Quality is { } quality
                ? new QualityFigure(quality.Metric, Finite(quality.Value), Finite(quality.Lower), Finite(quality.Upper), Finite(quality.Baseline), quality.N)
                : null,
            Objectives = Objectives(configuration.Objectives),
            DriftingFeatures = report.DriftingFeatures,
            FiringAlerts = verdict.Firing,
            Baseline = new BaselineFigures(
                report.Baseline.Version, report.Baseline.Records, Time(report.Baseline.FromMs), Time(report.Baseline.ToMs), report.Baseline.Features.Count, report.Baseline.SizeBytes),
            Reference = report.ReferenceWeeks is { Weeks: > 0 } reference ? new ReferenceFigure(reference.Weeks, reference.Seen) : null,
            Windows = new WindowFigures(DriftWindow(report.Windows), PrometheusDuration.Format(report.Windows.Quality)),
            Watermark = Time(report.WatermarkMs),
            LastEventAt = Time(report.LastEventMs),
            Segments = [.. report.Qualities.Select(q => new SegmentFigure(q.Segment, q.Metric, Finite(q.Value), Finite(q.Lower), Finite(q.Upper), q.N, Finite(q.Baseline)))],
            Estimates =
            [
                .. report.Estimates.Select(e => new EstimateFigure(
                    e.Metric, Finite(e.Value), Finite(e.Lower), Finite(e.Upper), e.N, Finite(e.Error), e.Failed)),
            ],
            WorstSegments =
            [
                .. report.WorstSegments.Select(w => new WorstSegmentFigure(
                    w.Segment, w.N, Finite(w.Excess), Finite(w.Lower), Finite(w.Upper), Finite(w.PValue))),
            ],
            Classes = [.. report.Classes.Select(c => new ClassFigure(c.Class, c.Share, c.BaselineShare))],
            Confidence = report.Confidence is { } c ? new HistogramFigure(c.Edges, c.Current, c.Baseline, c.N) : null,
            LowConfidence = report.Confidence is null ? null : new LowConfidenceFigure(report.LowConfidence, Finite(report.LowConfidenceRatio)),
            Labels = new LabelFigures(
                Finite(report.Labels.CoverageRatio), Finite(report.Labels.MedianDelaySeconds), report.Labels.WaitingPredictions, PrometheusDuration.Format(report.Labels.JoinWithin)),
            Deployments = [.. report.Deployments.Select(d => new DeploymentFigure(DateTimeOffset.FromUnixTimeMilliseconds(d.TimeMs), d.Version, d.Note))],
            Versions = [.. report.Versions.Select(v => new VersionFigure(v.Version, v.Requests))],
            Counters = report.Counters,
        };
    }

    public static FeatureDetail Feature(FeatureReport report) => new()
    {
        Name = report.Name,
        Kind = report.Kind == FeatureKind.Number ? "number" : "category",
        State = Word(report.State),
        Score = Finite(report.Score),
        ScoreKind = report.ScoreKind,
        PValue = Finite(report.PValue),
        Psi = Finite(report.Psi),
        PsiThreshold = Finite(report.PsiThreshold),
        MissingRatio = Finite(report.MissingRatio),
        BaselineMissingRatio = Finite(report.BaselineMissingRatio),
        OutOfRangeRatio = Finite(report.OutOfRangeRatio),
        UnseenRatio = Finite(report.UnseenRatio),
        InvalidRatio = Finite(report.InvalidRatio),
        N = report.N,
        Needed = report.Needed,
        Sentence = report.Sentence,
        Window = new FeatureWindow(Time(report.FromMs), Time(report.ToMs), report.N),
        Distribution = new Distribution
        {
            Kind = report.Kind == FeatureKind.Number ? "number" : "category",
            Edges = report.Kind == FeatureKind.Number ? report.Distribution.Edges : null,
            Categories = report.Kind == FeatureKind.Category ? report.Distribution.Categories : null,
            Baseline = report.Distribution.Baseline,
            Current = report.Distribution.Current,
        },
    };

    public static DateTimeOffset? Time(long? timeMs) => timeMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>JSON has no NaN: a number that does not exist is null.</summary>
    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static ObjectiveFigures Objectives(ModelObjectives objectives) =>
        new(objectives.LatencyP95?.TotalSeconds, objectives.LatencyP99?.TotalSeconds, objectives.ErrorRate, objectives.Accuracy);

    private static string DriftWindow(WindowOptions windows) =>
        windows.DriftDuration is { } duration ? PrometheusDuration.Format(duration) : FormattableString.Invariant($"{windows.DriftRecords} records");

    private static string Word(ModelType type) => type switch
    {
        ModelType.Classification => "classification",
        ModelType.Multiclass => "multiclass",
        ModelType.Embedding => "embedding",
        ModelType.Ranking => "ranking",
        _ => "regression",
    };

    private static string Word(FeatureVerdict verdict) => verdict switch
    {
        FeatureVerdict.Drift => "drift",
        FeatureVerdict.Ok => "ok",
        _ => "not_enough_data",
    };
}
