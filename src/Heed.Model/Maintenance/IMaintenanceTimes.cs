namespace Heed.Model.Maintenance;

/// <summary>When a planned maintenance takes place: once, or again and again.</summary>
public interface IMaintenanceTimes
{
    /// <param name="timeMs">Milliseconds since the Unix epoch.</param>
    bool Contains(long timeMs);
}
