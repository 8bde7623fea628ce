using Heed.Alerting.Configuration;
using Heed.Alerting.Dispatching;
using Heed.Ingest.Events;
using Heed.Ingest.Journal;
using Heed.Ingest.Scraping;
using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Query.Execution;
using Heed.Rules.Groups;
using Heed.Server.Configuration;
using Heed.Server.Leadership;
using Heed.Server.OnCall;
using Heed.Server.SelfMonitoring;
using Heed.Server.State;

using CommitOutcome = Heed.Ingest.Journal.CommitOutcome;

namespace Heed.Server.Hosting;

/// <summary>
/// One running Heed: the engine and everything it stands on, put together by <see cref="StationBuilder"/>. The engine's owner calls
/// <see cref="AfterTurn"/>, <see cref="SkipTo"/>, <see cref="TakeOver"/>, <see cref="StepDown"/> and <see cref="Close"/>; the rest may be used
/// from any thread.
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

    /// <summary>Of the term in force; empty while another server leads.</summary>
    public AlertDispatcher Alerts => _parts.Alerting.Term.Alerts;

    /// <summary>As <see cref="Alerts"/>.</summary>
    public OnCallDesk OnCall => _parts.Alerting.Term.OnCall;

    /// <summary>Whether this server decides whom to tell; the engine's owner alone knows for sure.</summary>
    public bool IsLeading => _parts.Alerting.Term.Leader is { HasEnded: false };

    public INotificationOutbox Outbox => _parts.Outbox;

    /// <summary>Null where nothing is kept.</summary>
    public EventJournal? Journal => _parts.Journal;

    public Engine Engine => _parts.Engine;

    /// <summary>
    /// Two engines in the place of one, for whoever knows the records of the future: the first takes them in and measures, the second
    /// one judges what was measured, at the same times with the same results, as long as it stays behind the first. Each has one owner;
    /// they may be two threads.
    /// </summary>
    public (Engine Measuring, Engine Judging) Divide() => (
        new Engine(Monitors, () => null, _parts.Measuring, Engine.NowMs), new Engine(null, () => null, _parts.Judging, Engine.NowMs));

    /// <summary>
    /// Stores what the first of the two engines has measured so far: before the second one is told of it. Called by the owner of the first.
    /// </summary>
    public void StoreMeasured() => _parts.Runs?.Flush();

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
        if (_parts.Alerting.Term.Leader is { } leader)
        {
            if (!leader.HasEnded) Settle();
            if (leader.HasEnded) StepDown(leader);
        }

        _parts.Checkpoints?.WriteIfDue(Engine.NowMs);
    }

    /// <summary>Takes up alerting where the server that led before left it, and notifies from now on.</summary>
    internal bool TakeOver(LeaderTerm term)
    {
        _changes.Clear();
        _parts.Shared?.Store.Term = term.Number;
        _parts.Alerting.TakeOver(term, Engine.NowMs);
        AfterTurn();
        return IsLeading;
    }

    /// <summary>Forgets what a term has decided: what was kept, another server goes on with, and what was not never left.</summary>
    internal bool StepDown(LeaderTerm term)
    {
        if (_parts.Shared?.Store is { } store && store.Term == term.Number) store.Term = null;
        if (_parts.Alerting.Term.Leader != term) return false;
        _parts.Alerting.StepDown();
        _changes.Clear();
        return true;
    }

    /// <summary>Puts another configuration of alert routing in force.</summary>
    internal void Reconfigure(AlertmanagerConfiguration configuration) => _parts.Alerting.Reconfigure(configuration, Engine.NowMs);

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
        _parts.Alerting.Term.Dispose();
        _parts.DataLock?.Dispose();
    }

    private void Settle()
    {
        EngineState state = _parts.Alerting.Term.State;

        // A list that could not be written stays: the next turn adds to it and tries again.
        state.Collect(Engine.NowMs, _changes);
        OnCall.Collect(_changes);
        Outbox.Settle(_changes, state.WaitingPages(Engine.NowMs), state.WaitingJournal(Engine.NowMs));
        state.Kept();
        _changes.Clear();
    }
}
