namespace Heed.Alerting.Escalation;

/// <summary>Who is asked in which order until somebody acknowledges.</summary>
/// <param name="Name">Unique among the policies.</param>
/// <param name="Steps">At least one.</param>
/// <param name="Repeat">How often all steps are taken again when nobody answered.</param>
/// <param name="RemindAfterMs">How often, in milliseconds, whoever acknowledged is reminded while the incident is open; 0 for never.</param>
/// <param name="AcknowledgementMs">How long an acknowledgement holds, in milliseconds; then the steps begin anew. 0 for ever.</param>
public sealed record EscalationPolicy(
    string Name, IReadOnlyList<EscalationStep> Steps, int Repeat, long RemindAfterMs, long AcknowledgementMs)
{
    public const int MostSteps = 20;
    public const int MostRepeats = 20;
    public const string DefaultName = "default";

    public static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan MostWait = TimeSpan.FromDays(7);
    public static readonly TimeSpan DefaultReminder = TimeSpan.FromHours(1);
    public static readonly TimeSpan DefaultAcknowledgement = TimeSpan.FromHours(4);
}
