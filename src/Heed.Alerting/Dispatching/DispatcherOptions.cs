using Heed.Alerting.Incidents;
using Heed.Model.Maintenance;

namespace Heed.Alerting.Dispatching;

/// <summary>Bounds of the dispatcher and what it says about itself.</summary>
public sealed record DispatcherOptions
{
    public const int DefaultMaxAlerts = 200_000;
    public const int DefaultMaxGroups = 100_000;
    public const int DefaultMaxSilences = 10_000;

    public static readonly TimeSpan DefaultSilenceRetention = TimeSpan.FromDays(5);

    /// <summary>As long as Prometheus repeats a resolved alert, so that a repetition is known as one.</summary>
    public static readonly TimeSpan DefaultResolvedRetention = TimeSpan.FromMinutes(15);

    /// <summary>Alertmanager's default.</summary>
    public static readonly TimeSpan DefaultLogRetention = TimeSpan.FromDays(5);

    /// <summary>Where people find this server, for links in notices; no slash at its end.</summary>
    public string ExternalUrl { get; init; } = "";

    /// <value>Alerts beyond this are refused and counted.</value>
    public int MaxAlerts { get; init; } = DefaultMaxAlerts;

    /// <value>Groups beyond this are not made; their alerts are counted and tried again when they are repeated.</value>
    public int MaxGroups { get; init; } = DefaultMaxGroups;

    /// <value>Silences beyond this are refused and counted.</value>
    public int MaxSilences { get; init; } = DefaultMaxSilences;

    /// <value>How long a silence that is over can still be seen.</value>
    public TimeSpan SilenceRetention { get; init; } = DefaultSilenceRetention;

    /// <value>How long a resolved alert can still be asked for.</value>
    public TimeSpan ResolvedRetention { get; init; } = DefaultResolvedRetention;

    /// <value>Announced work: what it covers notifies nobody while it goes on.</value>
    public IReadOnlyList<MaintenanceWindow> Maintenance { get; init; } = [];

    /// <value>Whether <c>AlertDispatcher.CollectChanges</c> will be called: what changed is remembered until then.</value>
    public bool TracksChanges { get; init; }

    /// <value>Whether <c>AlertDispatcher.TakeJournal</c> will be called: decisions are noted until then.</value>
    public bool KeepsJournal { get; init; }

    /// <value>How alerts of models become incidents; null for Alertmanager's semantics alone.</value>
    public IncidentOptions? Incidents { get; init; }

    /// <value>How long at most it is remembered what was sent; twice the route's repeat interval where that is less.</value>
    public TimeSpan LogRetention { get; init; } = DefaultLogRetention;
}
