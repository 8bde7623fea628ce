namespace Heed.Monitoring.Evidence.Weeks;

/// <summary>
/// A model's own last weeks, hour by hour, and what they say of the hour that is open: the sum of the same hour of the week in each of
/// them. Follows from the panes alone. Takes the space of <c>168 × weeks</c> hours at most, and none without weeks.
/// </summary>
/// <param name="layout">Of the panes.</param>
/// <param name="weeks">How many weeks are looked back on; 0 for none.</param>
internal sealed class WeekHistory(PaneLayout layout, int weeks)
{
    /// <summary>With fewer records an hour, or the same hours before it, say nothing of each other.</summary>
    public const long LeastRecords = 100;

    private const int HoursOfWeek = 168;
    private const long HourMs = 3_600_000;
    private const long None = long.MinValue;

    private readonly PackedHour?[] _hours = new PackedHour?[HoursOfWeek * weeks];
    private readonly PaneCounts? _open = weeks > 0 ? new PaneCounts(layout) : null;
    private readonly PaneCounts? _reference = weeks > 0 ? new PaneCounts(layout) : null;
    private long _hour = None;

    /// <summary>How many weeks are looked back on.</summary>
    public int Weeks => weeks;

    /// <summary>In how many of them the open hour of the week has records.</summary>
    public int Seen { get; private set; }

    /// <summary>The sum over those weeks; nothing where none is seen.</summary>
    public PaneCounts? Reference => Seen > 0 ? _reference : null;

    /// <summary>Of the last hour that is over and its reference; null before one, and where either has too few records.</summary>
    public WeekComparison? Last { get; private set; }

    /// <summary>Opens the hour that a pane begins in, before the pane is compared with anything.</summary>
    public void Begin(long paneStartMs)
    {
        if (_open is null || _reference is null) return;
        long hour = Math.DivRem(paneStartMs, HourMs, out long rest) - (rest < 0 ? 1 : 0);
        if (hour == _hour) return;
        Close(_open, _reference);
        _hour = hour;
        _open.Restart(0, 0);
        Refer(_reference);
    }

    /// <summary>Adds a pane to its hour, which <see cref="Begin"/> has opened.</summary>
    public void Add(PaneCounts pane) => _open?.Add(pane);

    public void Save(BinaryWriter writer)
    {
        if (_open is null) return;
        writer.Write(_hour);
        _open.Save(writer);
        writer.Write(_hours.Count(h => h is not null));
        foreach (PackedHour? hour in _hours) hour?.Save(writer);
        writer.Write(Last is not null);
        Last?.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        if (_open is null || _reference is null) return;
        _hour = reader.ReadInt64();
        _open.Load(reader);
        Array.Clear(_hours);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            PackedHour hour = PackedHour.Load(reader, layout.Length);
            _hours[PlaceOf(hour.Hour)] = hour;
        }

        Last = reader.ReadBoolean() ? WeekComparison.Load(reader, layout) : null;
        Refer(_reference);
    }

    /// <summary>Keeps the hour that is over in the place of the one a whole history ago. An empty hour is none.</summary>
    private void Close(PaneCounts open, PaneCounts reference)
    {
        if (_hour == None) return;
        bool enough = open.Records >= LeastRecords && Seen > 0 && reference.Records >= LeastRecords;
        Last = enough ? WeekComparison.Of(open, reference) : null;
        if (open.Records > 0) _hours[PlaceOf(_hour)] = PackedHour.Of(_hour, open);
    }

    private void Refer(PaneCounts reference)
    {
        reference.Restart(0, 0);
        Seen = 0;
        for (int back = 1; back <= weeks && _hour != None; back++)
        {
            long hour = _hour - (back * HoursOfWeek);
            if (_hours[PlaceOf(hour)] is not { } packed || packed.Hour != hour) continue;
            packed.AddTo(reference);
            Seen++;
        }
    }

    private int PlaceOf(long hour)
    {
        long place = hour % _hours.Length;
        return (int)(place < 0 ? place + _hours.Length : place);
    }
}
