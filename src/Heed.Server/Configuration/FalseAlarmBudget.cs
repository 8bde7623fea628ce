namespace Heed.Server.Configuration;

/// <summary><c>signals.false_alarms</c>: how many false alarms a healthy model may cause in how long.</summary>
public sealed record FalseAlarmBudget(double Count, TimeSpan Per)
{
    public static readonly FalseAlarmBudget Default = new(1, TimeSpan.FromDays(90));
}
