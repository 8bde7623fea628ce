using System.Globalization;
using System.Text;

namespace Heed.Templates.Formatting;

/// <summary>Writes times by Go's layouts, which show how the reference time Mon Jan 2 15:04:05 MST 2006 would look.</summary>
internal static class GoTime
{
    /// <summary>A longer element stands before those that it begins with.</summary>
    private static readonly (string Layout, Func<DateTimeOffset, string> Write)[] Elements =
    [
        ("January", t => t.ToString("MMMM", CultureInfo.InvariantCulture)),
        ("Monday", t => t.ToString("dddd", CultureInfo.InvariantCulture)),
        ("Jan", t => t.ToString("MMM", CultureInfo.InvariantCulture)),
        ("Mon", t => t.ToString("ddd", CultureInfo.InvariantCulture)),
        ("MST", ZoneName),
        ("2006", t => Digits(t.Year, 4)),
        ("__2", t => Digits(t.DayOfYear, 1).PadLeft(3)),
        ("002", t => Digits(t.DayOfYear, 3)),
        ("_2", t => Digits(t.Day, 1).PadLeft(2)),
        ("01", t => Digits(t.Month, 2)),
        ("02", t => Digits(t.Day, 2)),
        ("03", t => Digits(Hour12(t), 2)),
        ("04", t => Digits(t.Minute, 2)),
        ("05", t => Digits(t.Second, 2)),
        ("06", t => Digits(t.Year % 100, 2)),
        ("15", t => Digits(t.Hour, 2)),
        ("PM", t => t.Hour < 12 ? "AM" : "PM"),
        ("pm", t => t.Hour < 12 ? "am" : "pm"),
        ("Z07:00", t => t.Offset == TimeSpan.Zero ? "Z" : Offset(t, ":")),
        ("Z0700", t => t.Offset == TimeSpan.Zero ? "Z" : Offset(t, "")),
        ("-07:00", t => Offset(t, ":")),
        ("-0700", t => Offset(t, "")),
        ("-07", t => Offset(t, "")[..3]),
        ("1", t => Digits(t.Month, 1)),
        ("2", t => Digits(t.Day, 1)),
        ("3", t => Digits(Hour12(t), 1)),
        ("4", t => Digits(t.Minute, 1)),
        ("5", t => Digits(t.Second, 1)),
    ];

    public static string Format(DateTimeOffset time, string layout)
    {
        StringBuilder text = new();
        int at = 0;
        while (at < layout.Length)
        {
            if (TryFraction(layout, at, out int length))
            {
                text.Append(Fraction(time, layout.AsSpan(at, length)));
                at += length;
                continue;
            }

            int found = Array.FindIndex(Elements, e => IsAt(layout, at, e.Layout));
            text.Append(found < 0 ? layout[at].ToString() : Elements[found].Write(time));
            at += found < 0 ? 1 : Elements[found].Layout.Length;
        }

        return text.ToString();
    }

    /// <summary>As Go prints a time: <c>2026-03-01 00:00:00 +0000 UTC</c>.</summary>
    public static string Print(DateTimeOffset time) => Format(time, "2006-01-02 15:04:05.999999999 -0700 MST");

    /// <summary>As Go prints a duration: <c>1h2m3.5s</c>, <c>1.5ms</c>.</summary>
    public static string Print(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0s";
        decimal ticks = Math.Abs((decimal)duration.Ticks);
        string sign = duration < TimeSpan.Zero ? "-" : "";
        if (ticks < 10) return sign + Trim(ticks * 100) + "ns";
        if (ticks < TimeSpan.TicksPerMillisecond) return sign + Trim(ticks / 10) + "µs";
        if (ticks < TimeSpan.TicksPerSecond) return sign + Trim(ticks / TimeSpan.TicksPerMillisecond) + "ms";
        decimal hours = Math.Floor(ticks / TimeSpan.TicksPerHour);
        decimal minutes = Math.Floor(ticks / TimeSpan.TicksPerMinute) % 60;
        string text = Trim(ticks % TimeSpan.TicksPerMinute / TimeSpan.TicksPerSecond) + "s";
        if (hours > 0 || minutes > 0) text = Trim(minutes) + "m" + text;
        if (hours > 0) text = Trim(hours) + "h" + text;
        return sign + text;
    }

    /// <summary>A three-letter name is no element inside a longer word: "Months" stays.</summary>
    private static bool IsAt(string layout, int at, string element)
    {
        if (!layout.AsSpan(at).StartsWith(element, StringComparison.Ordinal)) return false;
        return element is not ("Jan" or "Mon") || at + 3 >= layout.Length || !char.IsAsciiLetterLower(layout[at + 3]);
    }

    /// <summary>A point or comma with zeros or nines that no other digit follows.</summary>
    private static bool TryFraction(string layout, int at, out int length)
    {
        length = 0;
        if (layout[at] is not ('.' or ',') || at + 1 >= layout.Length || layout[at + 1] is not ('0' or '9')) return false;
        int end = at + 1;
        while (end < layout.Length && layout[end] == layout[at + 1]) end++;
        length = end - at;
        return end >= layout.Length || !char.IsAsciiDigit(layout[end]);
    }

    /// <summary>Zeros keep trailing zeros; nines drop them, and the point with the last.</summary>
    private static string Fraction(DateTimeOffset time, ReadOnlySpan<char> layout)
    {
        string nanoseconds = (time.Ticks % TimeSpan.TicksPerSecond * 100).ToString("D9", CultureInfo.InvariantCulture);
        string digits = nanoseconds.PadRight(layout.Length, '0')[..(layout.Length - 1)];
        if (layout[1] == '9') digits = digits.TrimEnd('0');
        return digits.Length == 0 ? "" : layout[0] + digits;
    }

    private static string ZoneName(DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero ? "UTC" : time.Offset.Minutes == 0 ? Offset(time, "")[..3] : Offset(time, "");

    private static string Offset(DateTimeOffset time, string separator)
    {
        TimeSpan size = time.Offset.Duration();
        return $"{(time.Offset < TimeSpan.Zero ? '-' : '+')}{size.Hours:00}{separator}{size.Minutes:00}";
    }

    private static int Hour12(DateTimeOffset time) => time.Hour % 12 == 0 ? 12 : time.Hour % 12;

    private static string Digits(int value, int least) => value.ToString("D" + least, CultureInfo.InvariantCulture);

    private static string Trim(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
