namespace Heed.Alerting.Calendars;

/// <summary>The lines of one event of a calendar.</summary>
/// <param name="number">Of the line that it begins in.</param>
internal sealed class EventLines(int number)
{
    public int Number => number;

    public List<CalendarLine> Lines { get; } = [];

    /// <summary>The first line of a name; null for none.</summary>
    public CalendarLine? Find(string name) => Lines.Find(l => l.Name == name);
}
