namespace Heed.Monitoring.Monitors;

/// <summary>Arrivals by hour, over five weeks: what this hour is like as a rule.</summary>
internal sealed class WeeklyTraffic
{
    public const long HourMs = 3_600_000;

    private const int HoursOfWeek = 168;
    private const int EarlierWeeks = 4;
    private const int Kept = HoursOfWeek * (EarlierWeeks + 1);

    private readonly int[] _counts = new int[Kept];
    private long _firstHour = -1;
    private long _newestHour = -1;

    public void Add(long acceptedAtMs)
    {
        long hour = acceptedAtMs / HourMs;
        if (hour > _newestHour) MoveTo(hour);
        if (hour > _newestHour - Kept) _counts[hour % Kept]++;
    }

    public long CountOf(long hour) => hour <= _newestHour && hour > _newestHour - Kept ? _counts[hour % Kept] : 0;

    /// <summary>
    /// The median of the same hour of up to four earlier weeks, of an even number the mean of the middle two; NaN before there is one that
    /// was seen from its beginning.
    /// </summary>
    public double ExpectedOf(long hour)
    {
        Span<long> earlier = stackalloc long[EarlierWeeks];
        int weeks = 0;
        for (long before = hour - HoursOfWeek; _firstHour >= 0 && weeks < EarlierWeeks && before > _firstHour; before -= HoursOfWeek) earlier[weeks++] = CountOf(before);
        if (weeks == 0) return double.NaN;
        earlier = earlier[..weeks];
        earlier.Sort();
        return (earlier[(weeks - 1) / 2] + earlier[weeks / 2]) / 2.0;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_firstHour);
        writer.Write(_newestHour);
        foreach (int count in _counts) writer.Write7BitEncodedInt(count);
    }

    public void Load(BinaryReader reader)
    {
        _firstHour = reader.ReadInt64();
        _newestHour = reader.ReadInt64();
        for (int i = 0; i < Kept; i++) _counts[i] = reader.Read7BitEncodedInt();
    }

    private void MoveTo(long hour)
    {
        if (_firstHour < 0) _firstHour = hour;
        for (long empty = Math.Max(_newestHour + 1, hour - Kept + 1); empty <= hour; empty++) _counts[empty % Kept] = 0;
        _newestHour = hour;
    }
}
