using System.Globalization;

namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>Reads the <c>time</c> of a CloudEvent to the microsecond: the latency is the difference of two of them.</summary>
internal static class CloudEventTime
{
    /// <summary>Unix milliseconds; NaN for anything but RFC 3339.</summary>
    public static double Read(ReadOnlySpan<char> text)
    {
        bool isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        return isTime ? (time - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerMillisecond : double.NaN;
    }
}
