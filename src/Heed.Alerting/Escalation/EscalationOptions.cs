namespace Heed.Alerting.Escalation;

/// <summary>Bounds of escalation and what its notices say about the server.</summary>
public sealed record EscalationOptions
{
    public const int DefaultMaxEscalations = 10_000;

    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(2);

    /// <summary>Where people find this server; no slash at its end.</summary>
    public string ExternalUrl { get; init; } = "";

    /// <value>Escalations beyond this are refused and counted.</value>
    public int MaxEscalations { get; init; } = DefaultMaxEscalations;

    /// <value>How long the escalation of a resolved incident can still be asked for.</value>
    public TimeSpan Retention { get; init; } = DefaultRetention;
}
