namespace Heed.Model.Time;

/// <summary>Moments that people name by the clock on their wall.</summary>
public static class LocalTime
{
    private static readonly TimeSpan GapStep = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Milliseconds since the Unix epoch at which the clocks of a zone show a time. Of a time that comes twice when clocks go back it is
    /// the first; of one that clocks skip, the first that they show behind the gap.
    /// </summary>
    public static long ToUnixMs(DateTime local, TimeZoneInfo zone)
    {
        DateTime shown = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(shown)) shown += GapStep;
        TimeSpan offset = zone.IsAmbiguousTime(shown) ? zone.GetAmbiguousTimeOffsets(shown).Max() : zone.GetUtcOffset(shown);
        return new DateTimeOffset(shown, offset).ToUnixTimeMilliseconds();
    }

    /// <summary>What the clocks of a zone show.</summary>
    public static DateTime Of(long timeMs, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(timeMs), zone).DateTime;
}
