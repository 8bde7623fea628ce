using Heed.Ingest.Journal;
using Heed.Ingest.Scraping;
using Heed.Model.Time;
using Heed.Query.Execution;
using Heed.Rules.Groups;
using Heed.Rules.Objectives;
using Heed.Server.Configuration;
using Heed.Server.Forecasts;
using Heed.Server.Leadership;
using Heed.Server.SelfMonitoring;

namespace Heed.Server.Hosting;

/// <summary>What a station is made of.</summary>
internal sealed record StationParts
{
    public required HeedOptions Options { get; init; }

    public required WatchedModels Models { get; init; }

    public required Collector Collector { get; init; }

    /// <summary>What was measured and is not in the store yet; null where every collection is stored at once.</summary>
    public required CollectedRuns? Runs { get; init; }

    public required ObjectiveCatalog Objectives { get; init; }

    public required ObjectiveAccounts Accounts { get; init; }

    public required ForecastSchedule Forecasts { get; init; }

    public required SeriesBackend Series { get; init; }

    public required MetricDescriptions Descriptions { get; init; }

    public required Scraper? Scraper { get; init; }

    public required QueryEngine Queries { get; init; }

    public required RuleEngine Rules { get; init; }

    public required CurrentAlerting Alerting { get; init; }

    public required INotificationOutbox Outbox { get; init; }

    public required EventJournal? Journal { get; init; }

    /// <summary>Null where the state is this server's alone.</summary>
    public required SharedState? Shared { get; init; }

    public required Checkpointer? Checkpoints { get; init; }

    public required Engine Engine { get; init; }

    /// <summary>The parts of the engine that write what records tell, in the order in which they run at one instant.</summary>
    public required IReadOnlyList<IScheduled> Measuring { get; init; }

    /// <summary>
    /// Those that run behind them: they read what has been written up to their time, and nothing measured depends on them.
    /// </summary>
    public required IReadOnlyList<IScheduled> Judging { get; init; }

    public required ServerFigures Figures { get; init; }

    public required TimeSpan? CatchUpLimit { get; init; }

    /// <summary>Held as long as the data directory is in use.</summary>
    public required IDisposable? DataLock { get; init; }
}
