using System.Globalization;
using System.Text;

using Heed.Alerting.Dispatching;
using Heed.Ingest.Events;
using Heed.Ingest.Journal;
using Heed.Ingest.Scraping;
using Heed.Model.Records;
using Heed.Model.Samples;
using Heed.Model.Time;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;
using Heed.Query.Execution;
using Heed.Rules.Groups;
using Heed.Rules.Objectives;
using Heed.Server.Baselines;
using Heed.Server.Configuration;
using Heed.Server.Forecasts;
using Heed.Server.Incidents;
using Heed.Server.Leadership;
using Heed.Server.OnCall;
using Heed.Server.SelfMonitoring;
using Heed.Server.State;
using Heed.Storage;

using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>Puts a station together from what the configuration reaches, and brings it to where the last one stopped.</summary>
public sealed class StationBuilder
{
    /// <summary>Longer than Alertmanager's, since the log is kept on the disk: a repeat interval of weeks is honoured.</summary>
    private static readonly TimeSpan NotificationLogRetention = TimeSpan.FromDays(90);

    private static readonly TimeSpan QueryTimeout = TimeSpan.FromMinutes(2);

    private readonly Inventory _inventory;
    private readonly StationOptions _options;
    private readonly TimeProvider _wallClock;
    private readonly ILogger _log;

    /// <param name="inventory">What <c>heed.yml</c> reaches.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="wallClock">Measures how long evaluations take; decides nothing.</param>
    /// <param name="log">What recovery found.</param>
    public StationBuilder(Inventory inventory, StationOptions options, TimeProvider wallClock, ILogger log)
    {
        _inventory = inventory;
        _options = options;
        _wallClock = wallClock;
        _log = log;
    }

    /// <param name="makeOutbox">Makes the outbox once the state is open.</param>
    /// <param name="shared">The state that it shares with another server, which it then does not lead at first; null for a state of its own.</param>
    /// <exception cref="InvalidOperationException">Another process uses the data directory.</exception>
    public Station Build(Func<StateDatabase, INotificationOutbox> makeOutbox, SharedState? shared = null)
    {
        DataLock? dataLock = null;
        if (_options.DataDirectory is { } directory)
        {
            dataLock = DataLock.TryTake(directory)
                ?? throw new InvalidOperationException($"another heed uses {directory}; stop it or give this one --data");
        }

        ServerFigures figures = new();
        WatchedModels models = new(
            _inventory, Limits(), new LearnedBaselines(Sub("baselines")), (model, baseline) => new ModelMonitor(model.Options, baseline, OutcomesOf(model.Options.Name, baseline)));

        SeriesBackend series = OpenSeries();
        if (series.Store?.Report is { } found) TellDamage(found);
        QueryEngine queries = new(series.Reader, new QueryOptions { LookbackDelta = _inventory.Options.Global.LookbackDelta, Timeout = QueryTimeout }, _wallClock);
        StateDatabase state = shared?.Database ?? StateDatabase.Open(Sub(StatePlace.FileName));
        INotificationOutbox outbox = makeOutbox(state);
        CurrentAlerting alerting = new();
        RuleEngine rules = new(_inventory.Groups, queries, series.Histograms, new ExternalLabels(_inventory.Options.Global.ExternalLabels, alerting), RuleOptions(), _wallClock, _options.StartMs);
        alerting.Prepare(new AlertingTermParts(_inventory, AlertingOptions(), state, outbox, rules));
        if (shared is null) alerting.TakeOver(LeaderTerm.Unshared(_wallClock), _options.StartMs);

        EventJournal? journal = Recover(models, out CheckpointFiles? checkpoints, out ulong checkpointed);
        MetricDescriptions descriptions = new();
        Scraper? scraper = _options.Scrapes && _inventory.Options.ScrapeJobs.Count > 0
            ? new Scraper(_inventory.Options.ScrapeJobs, series.Histograms, _wallClock, _options.StartMs, descriptions)
            : null;
        CollectedRuns? runs = _options.LookAhead > TimeSpan.Zero && series.Store is { } store ? new CollectedRuns(store, _inventory.Options.Global.SampleInterval) : null;
        Collector collector = new(
            models, _options.RecordsItself ? figures : null, series.Samples, runs, _inventory.Options.Global.SampleInterval, _options.StartMs);
        ObjectiveAccounts accounts = new(
            _inventory.Objectives.Objectives,
            _inventory.Options.Maintenance,
            runs ?? (ISampleSink)series.Samples,
            _inventory.Options.Global.SampleInterval,
            _inventory.Options.Global.LookbackDelta,
            _options.StartMs);
        ForecastSchedule forecasts = new(
            Forecasts(), queries, series.Samples, _inventory.Options.Global.EvaluationInterval, _options.StartMs);
        figures.Add("heed_forecasts_refused_series_total", () => forecasts.RefusedSeries);
        figures.Add("heed_forecasts_failures_total", () => forecasts.Failures);
        figures.Add(new StorageFigures(series, scraper));
        figures.Add("heed_ingest_metric_descriptions_refused_total", () => descriptions.Refused);
        AddFigures(figures, journal, alerting, rules);
        figures.Add("heed_baseline_failures_total", () => models.FailedBaselines);
        figures.Add("heed_baseline_reread_refused_events_total", () => models.RefusedOnReread);
        IReadOnlyList<IScheduled> measuring = scraper is null ? [collector, accounts] : [collector, scraper, accounts];
        IReadOnlyList<IScheduled> judging =
            [forecasts, rules, alerting.Part(t => t.Alerts), alerting.Part(t => t.OnCall.Pager), alerting.Part(t => t.OnCall.Silences)];
        return new Station(new StationParts
        {
            Options = _inventory.Options,
            Models = models,
            Collector = collector,
            Runs = runs,
            Objectives = _inventory.Objectives,
            Accounts = accounts,
            Forecasts = forecasts,
            Series = series,
            Descriptions = descriptions,
            Scraper = scraper,
            Queries = queries,
            Rules = rules,
            Alerting = alerting,
            Outbox = outbox,
            Shared = shared,
            Journal = journal,
            Checkpoints = journal is null ? null : new Checkpointer(checkpoints!, journal, models, figures, _log, checkpointed),
            Engine = new Engine(models, series.Commit, [.. measuring, .. judging], _options.StartMs),
            Measuring = measuring,
            Judging = judging,
            Figures = figures,
            CatchUpLimit = _options.CatchUpLimit,
            DataLock = dataLock,
        });
    }

    /// <summary>A replay has no series of machines: those that nobody asked for are left out there.</summary>
    private IReadOnlyList<ForecastOptions> Forecasts() => _inventory.Options.Forecasts ?? (_options.RecordsItself ? DefaultForecasts.All : []);

    private EventLimits Limits() => new()
    {
        MaxAge = _inventory.Options.Ingest.MaxAge,
        MaxFuture = _inventory.Options.Ingest.MaxFuture,
        MaxBodyBytes = _inventory.Options.Ingest.MaxBodyBytes,
    };

    private SeriesBackend OpenSeries()
    {
        HeedOptions options = _inventory.Options;
        return SeriesBackend.Open(options.Storage, _options.DataDirectory, _wallClock, options.RemoteWrites, options.Global.ExternalLabels);
    }

    private string? Sub(string name) => _options.DataDirectory is null ? null : Path.Combine(_options.DataDirectory, name);

    /// <summary>Any text may name a model, but not a folder. A model that learns has a folder of that time alone.</summary>
    private string? OutcomesOf(string model, Baseline baseline)
    {
        string name = RecordId.Of(Encoding.UTF8.GetBytes(model)).High.ToString("x16", CultureInfo.InvariantCulture);
        return Sub(Path.Combine("outcomes", baseline.IsEmpty ? name + "-learning" : name));
    }

    private DispatcherOptions AlertingOptions() => new()
    {
        ExternalUrl = _inventory.Options.Server.ExternalUrl,
        LogRetention = NotificationLogRetention,
        Incidents = _inventory.Options.Incidents,
        Maintenance = _inventory.Options.Maintenance,
        TracksChanges = true,
        KeepsJournal = _options.KeepsJournal,
    };

    private RuleEngineOptions RuleOptions() => new()
    {
        EvaluationInterval = _inventory.Options.Global.EvaluationInterval,
        ExternalLabels = _inventory.Options.Global.ExternalLabels,
        ExternalUrl = _inventory.Options.Server.ExternalUrl,
        SpreadsGroups = _inventory.Options.Global.SpreadEvaluations,

        // What forecasts write is no record's: where there are any, rules wait for each.
        LookAhead = Forecasts().Count == 0 ? _options.LookAhead : TimeSpan.Zero,
        MaxParallelism = _options.LookAhead > TimeSpan.Zero ? 1 : new RuleEngineOptions().MaxParallelism,
    };

    /// <summary>The newest whole checkpoint, then the journal behind it.</summary>
    private EventJournal? Recover(WatchedModels models, out CheckpointFiles? files, out ulong next)
    {
        files = null;
        next = 1;
        if (_options.DataDirectory is null) return null;
        files = new CheckpointFiles(Sub("checkpoints")!);
        next = files.LoadNewest(
            saved => Load(models, saved),
            (file, reason) => ServerLog.CheckpointDamaged(_log, file, reason));
        EventJournal journal = EventJournal.Open(Sub("journal")!, new JournalOptions { LeastNextSequence = next });
        long events = Replay(journal, next, models);
        ServerLog.Recovered(_log, events, (long)next - 1, journal.CutBytes, journal.Damages.Count);
        return journal;
    }

    private void Load(WatchedModels models, ModelState saved)
    {
        int index = 0;
        while (index < models.Count && models[index].Schema.Name != saved.Model) index++;
        if (index == models.Count) return;

        // What a checkpoint compares with was in force: a baseline that was learned but is in no checkpoint is learned again.
        if (saved.BaselineVersion != models[index].Baseline.Version) models.TryRestore(index);
        ModelMonitor monitor = models[index];
        if (saved.BaselineVersion != monitor.Baseline.Version)
        {
            ServerLog.StateOfAnotherBaseline(_log, saved.Model, saved.BaselineVersion, monitor.Baseline.Version);
            return;
        }

        MonitorLoadOutcome outcome = monitor.Load(saved.Content);
        if (outcome != MonitorLoadOutcome.Loaded) ServerLog.StateNotLoaded(_log, saved.Model, outcome);
    }

    /// <summary>Only monitors take the events in again: what rules and alerting made of them is in the state already.</summary>
    private static long Replay(EventJournal journal, ulong from, WatchedModels models)
    {
        RecordBatch batch = new(models.Parser.Models);
        long events = 0;
        using JournalReader entries = journal.Read(models.IsLearning ? 1 : from);
        while (entries.Next())
        {
            batch.Clear();
            if (batch.Models != models.Parser.Models) batch = new RecordBatch(models.Parser.Models);
            ReadOnlySpan<byte> payload = entries.Payload;
            foreach (Range line in payload.Split((byte)'\n'))
            {
                if (payload[line].Length > 0) models.Parser.TryRead(payload[line], entries.AcceptedAtMs, batch, line.Start.Value);
            }

            batch.Source = payload.ToArray();
            if (entries.Sequence < from)
            {
                models.Remember(batch, entries.AcceptedAtMs);
                continue;
            }

            models.Accept(batch, entries.AcceptedAtMs);
            events += batch.Count;
        }

        return events;
    }

    private void TellDamage(StoreReport found)
    {
        bool isDamaged = found.DamagedRecords > 0 || found.CutBytes > 0 || found.UnreadableBlocks > 0 || found.DamagedBlockParts > 0;
        if (!isDamaged) return;
        ServerLog.SeriesDamaged(_log, found.DamagedRecords + found.DamagedBlockParts, found.CutBytes, found.OrphanSamples, found.UnreadableBlocks);
        foreach (DamagedRecord damage in found.Damages) ServerLog.SeriesDamagedAt(_log, damage.File, damage.Offset, damage.LengthBytes, damage.Reason);
    }

    private static void AddFigures(ServerFigures figures, EventJournal? journal, CurrentAlerting alerting, RuleEngine rules)
    {
        OnCallDesk.AddFigures(figures, () => alerting.Term.OnCall);
        figures.Add(new RuleFigures(rules));
        figures.Add(new IncidentFigures(() => alerting.Term.Alerts));
        figures.Add("heed_rules_evaluations_total", () => rules.Counts.Evaluations);
        figures.Add("heed_rules_evaluation_failures_total", () => rules.Counts.Failures);
        figures.Add("heed_rules_missed_group_evaluations_total", () => rules.Counts.MissedGroupEvaluations);
        figures.Add("heed_rules_template_failures_total", () => rules.Counts.TemplateFailures);
        figures.Add("heed_alerting_refused_alerts_total", () => alerting.Term.Alerts.Counters.AlertsRefused);
        figures.Add("heed_alerting_refused_notices_total", () => alerting.Term.Alerts.Counters.NotificationsRefused);
        figures.Add("heed_alerting_refused_groups_total", () => alerting.Term.Alerts.Counters.GroupsRefused);
        figures.Add("heed_alerting_dropped_journal_entries_total", () => alerting.Term.Alerts.JournalEntriesDropped + alerting.Term.State.JournalDropped);
        if (journal is null) return;
        figures.Add("heed_journal_bytes", () => journal.CommittedBytes);
        figures.Add("heed_journal_failed_commits_total", () => journal.FailedCommits);
        figures.Add("heed_journal_damaged_entries", () => journal.Damages.Count);
    }
}
