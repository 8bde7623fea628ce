using Heed.Alerting.Incidents;
using Heed.Ingest.Scraping;
using Heed.Model.Maintenance;
using Heed.Remote;
using Heed.Rules.Objectives;
using Heed.Server.Forecasts;

namespace Heed.Server.Configuration;

/// <summary>What <c>heed.yml</c> says, validated. All paths are absolute.</summary>
public sealed record HeedOptions
{
    /// <value>The file itself.</value>
    public required string File { get; init; }

    public required ServerOptions Server { get; init; }

    public GlobalOptions Global { get; init; } = new();

    /// <value>In the file's order; their names differ.</value>
    public IReadOnlyList<ModelConfiguration> Models { get; init; } = [];

    public SignalOptions Signals { get; init; } = new();

    /// <value>Existing Prometheus rule files, each once, in the order of the patterns and, within one, of their names.</value>
    public IReadOnlyList<string> RuleFiles { get; init; } = [];

    /// <value>Existing files of objectives, OpenSLO's or Sloth's documents, each once.</value>
    public IReadOnlyList<string> SloFiles { get; init; } = [];

    /// <value>When a model may be deployed whose <c>slo</c> says nothing of it.</value>
    public BudgetPolicy Gate { get; init; } = BudgetPolicy.Default;

    /// <value>Planned work, in which no objective is measured. None by default.</value>
    public IReadOnlyList<MaintenanceWindow> Maintenance { get; init; } = [];

    /// <value>When resources run out; null for <see cref="DefaultForecasts"/>, which is the default.</value>
    public IReadOnlyList<ForecastOptions>? Forecasts { get; init; }

    /// <value>How alerts of models become incidents; null for Alertmanager's semantics alone.</value>
    public IncidentOptions? Incidents { get; init; } = new();

    /// <value>How long decisions, notices and closed incidents can be asked for.</value>
    public TimeSpan History { get; init; } = IncidentReader.DefaultHistory;

    /// <value>An existing file in Alertmanager's format; null where none is configured.</value>
    public string? AlertmanagerFile { get; init; }

    /// <value>An existing file of people, schedules and policies; null where nobody is on call.</value>
    public string? OnCallFile { get; init; }

    public StorageOptions Storage { get; init; } = new();

    /// <value>A PostgreSQL that holds the state for two servers; null for a file in the data directory, which is the default.</value>
    public StateOptions? State { get; init; }

    /// <value>Stores that get a copy of every sample; none by default.</value>
    public IReadOnlyList<RemoteWriteTargetOptions> RemoteWrites { get; init; } = [];

    /// <value>What is scraped; empty for nothing, which is the default.</value>
    public IReadOnlyList<ScrapeJobOptions> ScrapeJobs { get; init; } = [];

    public IngestOptions Ingest { get; init; } = new();

    /// <value>Folders whose files are taken in; none by default.</value>
    public IReadOnlyList<ImportFolderOptions> Imports { get; init; } = [];

    public HostOptions Host { get; init; } = new();
}
