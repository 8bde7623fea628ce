using System.Globalization;

using Heed.Model.Time;

namespace Heed.Alerting.OnCall;

/// <summary>Moments as people write them: with an offset as in RFC 3339, or without one by the clock of a zone.</summary>
public static class LocalMoment
{
    private static readonly string[] LocalFormats = ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd"];

    public static bool TryParse(string text, TimeZoneInfo zone, out long timeMs)
    {
        if (Rfc3339.TryParse(text, out timeMs)) return true;
        if (!DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)) return false;
        timeMs = LocalTime.ToUnixMs(local, zone);
        return true;
    }
}
