using Heed.Model.Time;

namespace Heed.Ingest.Events;

/// <summary>Reads the <c>time</c> of an event and holds it against now.</summary>
internal static class EventTime
{
    // What Rfc3339 can write: the years 1 to 9999.
    private const double EarliestMs = -62_135_596_800_000;
    private const double LatestMs = 253_402_300_799_999;

    public static EventRefusal? Read(ReadOnlySpan<byte> json, MemberToken token, long nowMs, EventLimits limits, out long timeMs)
    {
        timeMs = nowMs;
        if (!token.IsGiven) return null;
        if (!TryRead(json, token, out timeMs)) return RefusalDetails.TimeUnreadable(json, token);
        if (nowMs - timeMs > (long)limits.MaxAge.TotalMilliseconds)
        {
            return RefusalDetails.TooOld(timeMs, nowMs, limits.MaxAge, Hint(token, timeMs, nowMs, limits));
        }

        return timeMs - nowMs > (long)limits.MaxFuture.TotalMilliseconds
            ? RefusalDetails.InFuture(timeMs, nowMs, limits.MaxFuture, Hint(token, timeMs, nowMs, limits))
            : null;
    }

    public static bool TryRead(ReadOnlySpan<byte> json, MemberToken token, out long timeMs)
    {
        timeMs = 0;
        if (token.IsText) return Rfc3339.TryParse(token.Of(json), out timeMs);
        if (!token.IsNumber || !JsonNumber.TryParse(token.Of(json), out double number)) return false;
        if (!(number >= EarliestMs && number <= LatestMs)) return false;
        timeMs = (long)Math.Floor(number);
        return true;
    }

    /// <summary>Seconds, microseconds or nanoseconds that would be a time of now as milliseconds.</summary>
    private static string Hint(MemberToken token, long timeMs, long nowMs, EventLimits limits)
    {
        if (!token.IsNumber) return "";
        if (IsNear(timeMs * 1000.0, nowMs, limits)) return "; the number looks like seconds, expected milliseconds";
        return IsNear(timeMs / 1000.0, nowMs, limits) ? "; the number looks like microseconds, expected milliseconds" : "";
    }

    private static bool IsNear(double timeMs, long nowMs, EventLimits limits) =>
        nowMs - timeMs <= limits.MaxAge.TotalMilliseconds && timeMs - nowMs <= limits.MaxFuture.TotalMilliseconds;
}
