using Heed.Model.Time;

namespace Heed.Rules.Objectives;

/// <summary>Periods that follow each other from an anchor on, by somebody's calendar.</summary>
/// <param name="Unit">Days or months.</param>
/// <param name="Count">How many of them one period has; at least 1. A week is 7 days, a quarter 3 months, a year 12.</param>
/// <param name="Anchor">What the clocks of <paramref name="Zone"/> show when one of the periods begins.</param>
/// <param name="Zone">Whose calendar it is.</param>
public sealed record CalendarPeriod(CalendarUnit Unit, int Count, DateTime Anchor, TimeZoneInfo Zone)
{
    /// <summary>A month counts 30 days here, and 12 of them 365: the length that burn rates are scaled by.</summary>
    public TimeSpan NominalLength => Unit switch
    {
        CalendarUnit.Day => TimeSpan.FromDays(Count),
        _ when Count % 12 == 0 => TimeSpan.FromDays(365.0 * (Count / 12)),
        _ => TimeSpan.FromDays(30.0 * Count),
    };

    /// <summary>No period takes longer, leap years and changes of the clock included; in whole hours.</summary>
    public TimeSpan LongestLength => Unit switch
    {
        CalendarUnit.Day => TimeSpan.FromDays(Count) + TimeSpan.FromHours(2),
        _ => TimeSpan.FromDays(31.0 * Count) + TimeSpan.FromHours(2),
    };

    /// <summary>When the period around a time began, in milliseconds since the Unix epoch; a period's first moment belongs to it.</summary>
    public long StartOf(long timeMs)
    {
        DateTime local = LocalTime.Of(timeMs, Zone);
        int index = Unit == CalendarUnit.Day
            ? (int)Math.Floor((local - Anchor).TotalDays / Count)
            : (int)Math.Floor(((local.Year - Anchor.Year) * 12 + local.Month - Anchor.Month) / (double)Count);

        // The anchor's time of day or day of the month, or a change of the clock, may put the moment into a neighbouring period.
        while (Begin(index) > timeMs) index--;
        while (Begin(index + 1) <= timeMs) index++;
        return Begin(index);
    }

    /// <summary>When the period around a time ends and the next one begins.</summary>
    public long EndOf(long timeMs)
    {
        long startMs = StartOf(timeMs);
        return StartOf(startMs + (long)LongestLength.TotalMilliseconds);
    }

    private long Begin(int index) =>
        LocalTime.ToUnixMs(Unit == CalendarUnit.Day ? Anchor.AddDays((double)index * Count) : Anchor.AddMonths(index * Count), Zone);
}
