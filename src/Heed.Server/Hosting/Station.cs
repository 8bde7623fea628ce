using Heed.Alerting.Dispatching;
using Heed.Ingest.Events;
using Heed.Ingest.Journal;
using Heed.Ingest.Scraping;
using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Query.Execution;
using Heed.Rules.Groups;
using Heed.Server.Configuration;
using Heed.Server.OnCall;
using Heed.Server.SelfMonitoring;
using Heed.Server.State;

using CommitOutcome = Heed.Ingest.Journal.CommitOutcome;

namespace Heed.Server.Hosting;

/// <summary>
/// One running Heed: the engine and everything it stands on, put together by <see cref="StationBuilder"/>. The engine's owner calls
/// <see cref="AfterTurn"/>, <see cref="SkipTo"/> and <see cref="Close"/>; the rest may be used from any thread.
/// </summary>
public sealed class Station
{
    private readonly StationParts _parts;
    private readonly List<DocumentChange> _changes = [];

    internal Station(StationParts parts) => _parts = parts;

    public HeedOptions Options => _parts.Options;

    /// <summary>As of now: a model that has learned its baseline changes it.</summary>
    public SchemaRegistry Schemas => Parser.Models;

    /// <summary>As of now, like <see cref="Schemas"/>.</summary>
    public EventParser Parser => _parts.Models.Parser;

    /// <summary>In the order of <see cref="Schemas"/>. Only the engine's owner may touch them: ask through the loop.</summary>
    public WatchedModels Monitors => _parts.Models;

    public ObjectiveCatalog Objectives => _parts.Objectives;

    public SeriesBackend Series => _parts.Series;

    /// <summary>What the sources of samples say that their metrics are.</summary>
    public MetricDescriptions Descriptions => _parts.Descriptions;

    /// <summary>Null where nothing is scraped.</summary>
    public Scraper? Scraper => _parts.Scraper;

    public QueryEngine Queries => _parts.Queries;

    public RuleEngine Rules => _parts.Rules;

    public AlertDispatcher Alerts => _parts.Alerts;

    public OnCallDesk OnCall => _parts.OnCall;

    public INotificationOutbox Outbox => _parts.Outbox;

    /// <summary>Null where nothing is kept.</summary>
    public EventJournal? Journal => _parts.Journal;

    public Engine Engine => _parts.Engine;

    /// <summary>See <see cref="StationOptions.CatchUpLimit"/>.</summary>
    public TimeSpan? CatchUpLimit => _parts.CatchUpLimit;

    public ServerFigures Figures => _parts.Figures;

    /// <summary>Makes what was appended to the journal durable; the result is null, or why it could not be.</summary>
    public string? CommitJournal()
    {
        if (Journal is null) return null;
        CommitOutcome outcome = Journal.Commit();
        _parts.Checkpoints?.Journalled(outcome.Bytes);
        return outcome.IsKept ? null : outcome.Detail;
    }

    /// <summary>After the engine has done what was due: what must not be lost goes to the disk, then notices may leave.</summary>
    public void AfterTurn()
    {
        // A list that could not be written stays: the next turn adds to it and tries again.
        _parts.State.Collect(Engine.NowMs, _changes);
        OnCall.Collect(_changes);
        Outbox.Settle(_changes, _parts.State.WaitingPages(Engine.NowMs), _parts.State.WaitingJournal(Engine.NowMs));
        _parts.State.Kept();
        _changes.Clear();
        _parts.Checkpoints?.WriteIfDue(Engine.NowMs);
    }

    /// <summary>Leaves out what was due while the machine stood still.</summary>
    public void SkipTo(long nowMs)
    {
        Figures.SkippedMs.Add(nowMs - Engine.NowMs);
        _parts.Collector.SkipTo(nowMs);
        _parts.Accounts.SkipTo(nowMs);
        _parts.Forecasts.SkipTo(nowMs);
        OnCall.Escalations.SkipTo(nowMs);
        OnCall.Silences.SkipTo(nowMs);
        if (Rules.NextDueMs < nowMs) Rules.Run(nowMs);
    }

    /// <summary>A clean end: the next start has nothing to catch up on.</summary>
    public void Close()
    {
        AfterTurn();
        _parts.Checkpoints?.Write(Engine.NowMs);
        foreach (ModelMonitor monitor in Monitors) monitor.Close();
        Scraper?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Series.Commit();
        Series.Dispose();
        Journal?.Dispose();
        Outbox.Dispose();
        _parts.DataLock?.Dispose();
    }
}
