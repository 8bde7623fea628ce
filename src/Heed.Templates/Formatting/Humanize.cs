using System.Globalization;

using static System.FormattableString;

namespace Heed.Templates.Formatting;

/// <summary>Numbers for people, to the character as the templates of Prometheus and Alertmanager write them.</summary>
public static class Humanize
{
    private const int SignificantDigits = 4;

    private static readonly string[] Large = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
    private static readonly string[] Small = ["m", "u", "n", "p", "f", "a", "z", "y"];
    private static readonly string[] Binary = ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"];

    /// <summary>With a metric prefix: <c>1.235M</c>, <c>100m</c>.</summary>
    public static string Metric(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return Short(value);
        string prefix = Math.Abs(value) >= 1 ? Reduce(ref value, 1000, Large) : Enlarge(ref value);
        return Short(value) + prefix;
    }

    /// <summary>With a binary prefix: <c>1.177Mi</c>.</summary>
    public static string Base1024(double value)
    {
        if (Math.Abs(value) <= 1 || !double.IsFinite(value)) return Short(value);
        string prefix = Reduce(ref value, 1024, Binary);
        return Short(value) + prefix;
    }

    /// <summary>Seconds as <c>1d 1h 1m 1s</c>, <c>59.99s</c> or <c>100ms</c>.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds)) return Short(seconds);
        if (seconds == 0) return Short(seconds) + "s";
        if (Math.Abs(seconds) < 1)
        {
            string prefix = Enlarge(ref seconds);
            return Short(seconds) + prefix + "s";
        }

        string sign = seconds < 0 ? "-" : "";
        double magnitude = Math.Abs(seconds);

        // Go's conversion of a number beyond the range of 64 bits gives the least one on the machines that Prometheus runs on.
        long whole = magnitude >= 9223372036854775808.0 ? long.MinValue : (long)magnitude;
        long days = whole / 86_400;
        long hours = whole / 3600 % 24;
        long minutes = whole / 60 % 60;
        if (days == 0 && hours == 0 && minutes == 0) return sign + Short(magnitude) + "s";
        string day = days != 0 ? Invariant($"{days}d ") : "";
        string hour = days != 0 || hours != 0 ? Invariant($"{hours}h ") : "";
        return Invariant($"{sign}{day}{hour}{minutes}m {whole % 60}s");
    }

    /// <summary>A share of one as <c>12.34%</c>.</summary>
    public static string Percentage(double ratio) => Short(ratio * 100) + "%";

    /// <summary>Seconds since the Unix epoch as <c>2015-07-01 20:10:51.78 +0000 UTC</c>; false where no time is that far away.</summary>
    public static bool TryTimestamp(double seconds, out string text)
    {
        text = Short(seconds);
        if (!double.IsFinite(seconds)) return true;
        if (!TryTime(seconds, out DateTimeOffset time)) return false;
        text = time.ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture) + " +0000 UTC";
        return true;
    }

    /// <summary>Cut to milliseconds; false for numbers beyond the years 1678 to 2262, where Prometheus' times end.</summary>
    public static bool TryTime(double seconds, out DateTimeOffset time)
    {
        time = default;
        double nanoseconds = seconds * 1e9;
        if (!(nanoseconds is > -9223372036854775808.0 and < 9223372036854775808.0)) return false;
        time = DateTimeOffset.FromUnixTimeMilliseconds((long)nanoseconds / 1_000_000);
        return true;
    }

    /// <summary>Four significant digits, as <c>%.4g</c>.</summary>
    private static string Short(double value) => GoFloat.Format(value, 'g', SignificantDigits);

    private static string Reduce(ref double value, double by, string[] prefixes)
    {
        string prefix = "";
        foreach (string next in prefixes)
        {
            if (Math.Abs(value) < by) break;
            prefix = next;
            value /= by;
        }

        return prefix;
    }

    private static string Enlarge(ref double value)
    {
        string prefix = "";
        foreach (string next in Small)
        {
            if (Math.Abs(value) >= 1) break;
            prefix = next;
            value *= 1000;
        }

        return prefix;
    }
}
