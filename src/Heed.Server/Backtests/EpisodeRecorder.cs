using Heed.Model.Alerts;
using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Server.Backtests;

/// <summary>Stands between the rules and what takes their results, and notes when alerts were pending, fired and ended.</summary>
/// <param name="samples">Takes what the rules write.</param>
/// <param name="alerts">Takes what the rules send.</param>
internal sealed class EpisodeRecorder(IHistogramSink samples, IAlertSink alerts) : IHistogramSink, IAlertSink
{
    private readonly Dictionary<LabelSet, Open> _open = [];
    private readonly HashSet<LabelSet> _pending = [];
    private readonly Lock _lock = new();
    private readonly List<AlertEpisode> _ended = [];

    public long PendingEpisodes { get; private set; }

    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        // Groups are evaluated side by side, so that this is called from several threads.
        if (labels.MetricName == "ALERTS" && labels.Get("alertstate") == "pending")
        {
            lock (_lock)
            {
                if (StaleMarker.IsStale(value)) _pending.Remove(labels);
                else if (_pending.Add(labels)) PendingEpisodes++;
            }
        }

        return samples.Append(labels, timeMs, value);
    }

    public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram) => samples.Append(labels, timeMs, histogram);

    public void Accept(IReadOnlyList<Alert> said)
    {
        foreach (Alert alert in said)
        {
            bool isOver = alert.IsResolvedAt(alert.UpdatedAtMs);
            if (_open.TryGetValue(alert.Labels, out Open? open) && (isOver || open.FiredAtMs != alert.StartsAtMs))
            {
                _open.Remove(alert.Labels);
                _ended.Add(open.End(isOver ? alert.EndsAtMs : alert.StartsAtMs));
            }

            if (!isOver) _open.TryAdd(alert.Labels, new Open(alert.Labels, alert.StartsAtMs));
        }

        alerts.Accept(said);
    }

    public void MarkInhibited(LabelSet labels)
    {
        if (_open.TryGetValue(labels, out Open? open)) open.WasInhibited = true;
    }

    public void MarkNotified(LabelSet labels)
    {
        if (_open.TryGetValue(labels, out Open? open)) open.WasNotified = true;
    }

    public IReadOnlyList<AlertEpisode> Episodes() =>
        [.. _ended.Concat(_open.Values.Select(open => open.End(null))).OrderBy(e => e.FiredAtMs).ThenBy(e => e.Labels)];

    private sealed class Open(LabelSet labels, long firedAtMs)
    {
        public long FiredAtMs => firedAtMs;

        public bool WasInhibited { get; set; }

        public bool WasNotified { get; set; }

        public AlertEpisode End(long? endedAtMs) => new(labels, firedAtMs, endedAtMs, WasInhibited, WasNotified);
    }
}
