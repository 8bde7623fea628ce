using Heed.Alerting.OnCall;

namespace Heed.Alerting.Calendars;

/// <summary>The events of a calendar as a layer of a schedule; where two overlap, the one that stands later in the file holds.</summary>
internal sealed class CalendarLayer(string name, IReadOnlyList<CalendarEvent> events) : IShiftSource
{
    public string Name => name;

    public string? At(long timeMs)
    {
        for (int i = events.Count - 1; i >= 0; i--)
        {
            if (events[i].Covers(timeMs)) return events[i].Person;
        }

        return null;
    }

    public long NextChangeMs(long timeMs)
    {
        long next = long.MaxValue;
        foreach (CalendarEvent each in events) next = Math.Min(next, each.NextChangeMs(timeMs));
        return next;
    }
}
