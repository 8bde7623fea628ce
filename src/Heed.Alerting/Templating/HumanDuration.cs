using System.Globalization;

namespace Heed.Alerting.Templating;

/// <summary>Seconds as people say them, in Prometheus' form: <c>1d 2h 3m 4s</c>, <c>1.5s</c>, <c>20ms</c>.</summary>
internal static class HumanDuration
{
    private const double Minute = 60;
    private const int SignificantDigits = 4;

    private static readonly string[] Fractions = ["s", "ms", "us", "ns", "ps", "fs", "as", "zs", "ys"];

    public static string Format(double seconds)
    {
        if (double.IsNaN(seconds) || double.IsInfinity(seconds)) return General(seconds);
        string sign = seconds < 0 ? "-" : "";
        double rest = Math.Abs(seconds);
        if (rest == 0) return "0s";
        if (rest < 1) return sign + Small(rest);
        if (rest < Minute) return sign + General(rest) + "s";
        long whole = (long)rest;
        (long days, long hours, long minutes, long last) = (whole / 86_400, whole / 3600 % 24, whole / 60 % 60, whole % 60);
        if (days > 0) return FormattableString.Invariant($"{sign}{days}d {hours}h {minutes}m {last}s");
        return hours > 0 ? FormattableString.Invariant($"{sign}{hours}h {minutes}m {last}s") : FormattableString.Invariant($"{sign}{minutes}m {last}s");
    }

    private static string Small(double rest)
    {
        int unit = 0;
        for (; rest < 1 && unit < Fractions.Length - 1; unit++) rest *= 1000;
        return General(rest) + Fractions[unit];
    }

    /// <summary>Four significant digits without trailing zeros.</summary>
    private static string General(double value) => value.ToString("G" + SignificantDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
