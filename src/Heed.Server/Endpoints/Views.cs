using Heed.Monitoring.Reports;
using Heed.Server.Configuration;
using Heed.Server.Hosting;
using Heed.Server.Leadership;
using Heed.Server.State;

namespace Heed.Server.Endpoints;

/// <summary>Answers what people and the web UI ask, from the engine's state at one moment.</summary>
internal sealed class Views
{
    /// <summary>Worst first.</summary>
    private static readonly string[] StateOrder = ["critical", "warning", "not_enough_data", "healthy"];

    private readonly Station _station;
    private readonly EngineLoop _loop;
    private readonly StateDatabase _state;
    private readonly TimeProvider _clock;
    private readonly ServerMode _mode;
    private readonly PairStatus? _pair;
    private readonly DateTimeOffset _startedAt;

    public Views(Station station, EngineLoop loop, StateDatabase state, TimeProvider clock, ServerMode mode, PairStatus? pair = null)
    {
        _pair = pair;
        _station = station;
        _loop = loop;
        _state = state;
        _clock = clock;
        _mode = mode;
        _startedAt = clock.GetUtcNow();
    }

    public Task<StatusBody> StatusAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<AlertFigure> alerts = Alerts().Alerts;
        GlobalOptions global = _station.Options.Global;
        return Task.FromResult(new StatusBody
        {
            Version = ProgramVersion.Text,
            Now = _clock.GetUtcNow(),
            StartedAt = _startedAt,
            Mode = _mode.Word,
            Speed = _mode.Speed,
            SampleIntervalMs = (long)global.SampleInterval.TotalMilliseconds,
            EvaluationIntervalMs = (long)global.EvaluationInterval.TotalMilliseconds,
            LookbackMs = (long)global.LookbackDelta.TotalMilliseconds,
            Models = _station.Monitors.Count,
            Firing = alerts.Count(a => a.State is "firing" or "suppressed"),
            Pending = alerts.Count(a => a.State == "pending"),
            Pair = _pair is null ? null : PairBody.Of(_pair),
        });
    }

    public async Task<ModelList> ModelsAsync(CancellationToken cancellation)
    {
        IReadOnlyList<AlertFigure> alerts = Alerts().Alerts;
        ModelDetail[] models = await _loop.AskAsync(engine => _station.Monitors.Select((_, i) => Detail(i, engine.NowMs, alerts)).ToArray(), cancellation).ConfigureAwait(false);
        // Written as summaries: of a list, only what its items' declared type has becomes JSON.
        return new ModelList([.. models.Cast<ModelSummary>().OrderBy(m => Array.IndexOf(StateOrder, m.State)).ThenBy(m => m.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Null where no model has the name.</summary>
    public async Task<ModelDetail?> ModelAsync(string name, CancellationToken cancellation)
    {
        if (IndexOf(name) is not int index) return null;
        IReadOnlyList<AlertFigure> alerts = Alerts().Alerts;
        return await _loop.AskAsync(engine => Detail(index, engine.NowMs, alerts), cancellation).ConfigureAwait(false);
    }

    /// <summary>Worst first; null where no model has the name.</summary>
    public async Task<IReadOnlyList<FeatureDetail>?> FeaturesAsync(string name, CancellationToken cancellation)
    {
        if (IndexOf(name) is not int index) return null;
        IReadOnlyList<FeatureReport> reports = await _loop.AskAsync(engine => _station.Monitors[index].Features(engine.NowMs), cancellation).ConfigureAwait(false);
        return [.. reports.OrderByDescending(r => r.State).ThenByDescending(r => r.Score ?? 0).ThenBy(r => r.Name, StringComparer.Ordinal).Select(ModelViews.Feature)];
    }

    public AlertList Alerts() => new(AlertViews.All(_station.Rules.ReportAlerts(), _station.Alerts, _station.Options.Global.ExternalLabels));

    public NotificationList Notifications(int limit) => new([.. _state.ReadNewest(limit).Select(AlertViews.Notification)]);

    /// <summary>On the engine's turn.</summary>
    private ModelDetail Detail(int index, long nowMs, IReadOnlyList<AlertFigure> alerts)
    {
        ModelConfiguration configuration = _station.Options.Models[index];
        ModelDetail detail = ModelViews.Detail(_station.Monitors[index].Report(nowMs), configuration, alerts);
        return _station.Monitors.LearningOf(index) is { } learning
            ? detail with { Learning = new LearningFigure(learning.Progress, configuration.Learning!.ToString(), learning.Problem) }
            : detail;
    }

    private int? IndexOf(string name)
    {
        for (int i = 0; i < _station.Monitors.Count; i++)
        {
            if (_station.Monitors[i].Schema.Name == name) return i;
        }

        return null;
    }
}
