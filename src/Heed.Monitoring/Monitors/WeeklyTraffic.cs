namespace Heed.Monitoring.Monitors;

/// <summary>Arrivals by hour, over five weeks: what this hour is like as a rule.</summary>
internal sealed class WeeklyTraffic
{
    public const long HourMs = 3_600_000;

    private const int HoursOfWeek = 168;
    private const int EarlierWeeks = 4;
    private const int Kept = HoursOfWeek * (EarlierWeeks + 1);

    private readonly long[] _hours = new long[Kept];
    private readonly long[] _counts = new long[Kept];
    private long _firstHour = long.MaxValue;

    public void Add(long acceptedAtMs)
    {
        long hour = acceptedAtMs / HourMs;
        int slot = (int)(hour % Kept);
        if (_hours[slot] != hour)
        {
            _hours[slot] = hour;
            _counts[slot] = 0;
            _firstHour = Math.Min(_firstHour, hour);
        }

        _counts[slot]++;
    }

    public long CountOf(long hour) => _hours[hour % Kept] == hour ? _counts[hour % Kept] : 0;

    /// <summary>
    /// The median of the same hour of up to four earlier weeks, of an even number the mean of the middle two; NaN before there is one that
    /// was seen from its beginning.
    /// </summary>
    public double ExpectedOf(long hour)
    {
        Span<long> earlier = stackalloc long[EarlierWeeks];
        int weeks = 0;
        for (long before = hour - HoursOfWeek; weeks < EarlierWeeks && before > _firstHour; before -= HoursOfWeek) earlier[weeks++] = CountOf(before);
        if (weeks == 0) return double.NaN;
        earlier = earlier[..weeks];
        earlier.Sort();
        return (earlier[(weeks - 1) / 2] + earlier[weeks / 2]) / 2.0;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_firstHour);
        for (int i = 0; i < Kept; i++)
        {
            writer.Write7BitEncodedInt64(_hours[i]);
            writer.Write7BitEncodedInt64(_counts[i]);
        }
    }

    public void Load(BinaryReader reader)
    {
        _firstHour = reader.ReadInt64();
        for (int i = 0; i < Kept; i++)
        {
            _hours[i] = reader.Read7BitEncodedInt64();
            _counts[i] = reader.Read7BitEncodedInt64();
        }
    }
}
