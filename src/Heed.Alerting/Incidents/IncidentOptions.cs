namespace Heed.Alerting.Incidents;

/// <summary>How alerts of models become incidents.</summary>
public sealed record IncidentOptions
{
    public const int DefaultMaxIncidents = 10_000;
    public const int DefaultMaxAlerts = 10_000;
    public const int DefaultMaxTimeline = 200;

    /// <summary>Longer than two flushes of a group, so that an alert which flaps stays one incident.</summary>
    public static readonly TimeSpan DefaultCloseAfter = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan LeastCloseAfter = TimeSpan.Zero;
    public static readonly TimeSpan MostCloseAfter = TimeSpan.FromDays(7);

    /// <summary>A population that changes over a week shows in one feature after the other; what is over is closed long before.</summary>
    public static readonly TimeSpan DefaultLinkWithin = TimeSpan.FromDays(7);

    public static readonly TimeSpan LeastLinkWithin = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MostLinkWithin = TimeSpan.FromDays(365);
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(30);

    /// <value>How long all alerts have to be resolved before the incident is over: what fires again within it is the same incident.</value>
    public TimeSpan CloseAfter { get; init; } = DefaultCloseAfter;

    /// <value>
    /// How long after the last alert another one still belongs to the same incident. Alerts of the chain's last layer belong to it
    /// as long as an alert of an earlier layer fires.
    /// </value>
    public TimeSpan LinkWithin { get; init; } = DefaultLinkWithin;

    public IncidentChain Chain { get; init; } = IncidentChain.Default;

    /// <value>How long a closed incident can still be judged and commented.</value>
    public TimeSpan Retention { get; init; } = DefaultRetention;

    /// <value>
    /// Incidents that are known at a time, closed ones included; beyond it the oldest closed one goes, or else the alerts are not linked.
    /// </value>
    public int MaxIncidents { get; init; } = DefaultMaxIncidents;

    /// <value>Alerts of one incident; beyond it they are not linked, and counted.</value>
    public int MaxAlerts { get; init; } = DefaultMaxAlerts;

    /// <value>Entries of one timeline; beyond it only what people do is written, and the rest counted.</value>
    public int MaxTimeline { get; init; } = DefaultMaxTimeline;
}
