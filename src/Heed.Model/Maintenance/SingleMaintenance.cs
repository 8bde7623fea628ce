namespace Heed.Model.Maintenance;

/// <summary>One stretch of time: its beginning belongs to it, its end does not. Milliseconds since the Unix epoch.</summary>
public sealed record SingleMaintenance(long FromMs, long ToMs) : IMaintenanceTimes
{
    public bool Contains(long timeMs) => timeMs >= FromMs && timeMs < ToMs;
}
