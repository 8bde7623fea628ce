using Heed.Alerting.Configuration;
using Heed.Alerting.Dispatching;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Rules.Alerting;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Server.Hosting;
using Heed.Storage;

namespace Heed.Server.Backtests;

/// <summary>
/// Runs rules and routing over stored history, on the history's clock: the same rule engine, dispatcher and order of work as a server.
/// Nobody is told anything and the history is not touched.
/// </summary>
public sealed class Backtest
{
    /// <summary>Between two reports of progress.</summary>
    private const long ReportEveryMs = 3_600_000;

    private readonly BacktestOptions _options;
    private readonly SeriesStore _written = SeriesStore.Open(new StoreOptions { MaxSeries = int.MaxValue, MaxSeriesPerMetric = int.MaxValue });
    private readonly RuleEngine _rules;
    private readonly AlertDispatcher _dispatcher;
    private readonly EpisodeRecorder _recorder;
    private readonly NoticeCounter _notices;
    private readonly bool _inhibits;
    private long _flushes;

    private Backtest(IReadOnlyList<RuleGroup> groups, AlertmanagerConfiguration alerting, ISeriesReader history, BacktestOptions options)
    {
        _options = options;
        _inhibits = alerting.InhibitionRules.Count > 0;
        _notices = new NoticeCounter(alert => _recorder!.MarkNotified(alert.Labels));
        _dispatcher = new AlertDispatcher(alerting, _notices, new DispatcherOptions { ExternalUrl = options.ExternalUrl, Incidents = options.Incidents });
        _recorder = new EpisodeRecorder(_written, _dispatcher);
        QueryOptions queries = new() { LookbackDelta = options.LookbackDelta, MaxSteps = int.MaxValue };
        QueryEngine engine = new(new BacktestSeries(history, _written, Names(groups)), queries);
        RuleEngineOptions rules = new()
        {
            EvaluationInterval = options.EvaluationInterval,
            ExternalLabels = options.ExternalLabels,
            ExternalUrl = options.ExternalUrl,
            SpreadsGroups = options.SpreadsGroups,
            LookAhead = options.LookAhead,
        };
        ExternalLabels sent = new(options.ExternalLabels, _recorder);
        _rules = new RuleEngine(groups, engine, _recorder, sent, rules, TimeProvider.System, options.FromMs) { KnownUntilMs = options.ToMs };
    }

    /// <param name="groups">The rules.</param>
    /// <param name="alerting">Routes, groups, inhibitions.</param>
    /// <param name="history">What was stored.</param>
    /// <param name="options">From when to when, and how.</param>
    /// <param name="progress">The share of the time that is done.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static BacktestOutcome Run(
        IReadOnlyList<RuleGroup> groups,
        AlertmanagerConfiguration alerting,
        ISeriesReader history,
        BacktestOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        Backtest backtest = new(groups, alerting, history, options);
        using (backtest._written) return backtest.Run(progress, cancellation);
    }

    private BacktestOutcome Run(IProgress<double>? progress, CancellationToken cancellation)
    {
        Engine engine = new(null, static () => null, [_rules, new Watched(_dispatcher, NoteInhibited)], _options.FromMs);
        for (long timeMs = _options.FromMs; timeMs < _options.ToMs; timeMs = Math.Min(timeMs + ReportEveryMs, _options.ToMs))
        {
            cancellation.ThrowIfCancellationRequested();
            engine.AdvanceTo(timeMs);
            progress?.Report((timeMs - _options.FromMs) / (double)(_options.ToMs - _options.FromMs));
        }

        engine.AdvanceTo(_options.ToMs);
        progress?.Report(1);
        return new BacktestOutcome
        {
            Length = _options.Length,
            Counts = _rules.Counts,
            Episodes = _recorder.Episodes(),
            PendingEpisodes = _recorder.PendingEpisodes,
            Notifications = _notices.Notifications,
            Interruptions = _notices.Interruptions,
            Flushes = _dispatcher.Counters.Flushes,
            ByReceiver = _notices.ByReceiver,
            FailingRules = [.. _rules.Report().SelectMany(Failing)],
        };
    }

    private static IEnumerable<string> Failing(RuleGroupReport group) => group.Rules
        .Where(rule => rule.Health == RuleHealth.Err)
        .Select(rule => $"{group.Group.Name}/{rule.Rule.Name}: {rule.LastError}");

    private static HashSet<string> Names(IReadOnlyList<RuleGroup> groups)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { "ALERTS", "ALERTS_FOR_STATE" };
        names.UnionWith(groups.SelectMany(group => group.Rules).Where(rule => rule is not AlertingRule).Select(rule => rule.Name));
        return names;
    }

    /// <summary>Where groups were flushed: who was kept from being told by another alert?</summary>
    private void NoteInhibited()
    {
        if (!_inhibits || _dispatcher.Counters.Flushes == _flushes) return;
        _flushes = _dispatcher.Counters.Flushes;
        foreach (AlertStatus status in _dispatcher.Statuses())
        {
            if (status.InhibitedBy is not null) _recorder.MarkInhibited(status.Alert.Labels);
        }
    }
}
