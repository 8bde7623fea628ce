namespace Heed.Model.Samples;

/// <summary>Where summarized stretches of time begin and end.</summary>
public static class SummaryGrid
{
    public const long SpanMs = 2 * 60 * 60 * 1000;

    public const long DayMs = SpansPerDay * SpanMs;

    public const int SpansPerDay = 12;

    public static long LengthMs(SummaryLevel level) => level == SummaryLevel.Day ? DayMs : SpanMs;

    /// <summary>The number of the stretch that holds a time; negative before 1970.</summary>
    public static long IndexOf(SummaryLevel level, long timeMs) => Floor(timeMs, LengthMs(level));

    /// <summary>The first millisecond of a stretch.</summary>
    public static long StartOf(SummaryLevel level, long index) => index * LengthMs(level);

    /// <summary>The day that holds a span.</summary>
    public static long DayOfSpan(long span) => Floor(span, SpansPerDay);

    private static long Floor(long value, long divisor)
    {
        long quotient = value / divisor;
        return quotient * divisor > value ? quotient - 1 : quotient;
    }
}
