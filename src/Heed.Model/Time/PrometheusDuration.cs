using System.Globalization;
using System.Text;

using Heed.Model.Parsing;

namespace Heed.Model.Time;

/// <summary>Durations as Prometheus writes them: <c>30s</c>, <c>5m</c>, <c>1h30m</c>, <c>90d</c>.</summary>
public static class PrometheusDuration
{
    private static readonly (string Unit, long Milliseconds)[] Units =
    [
        ("y", 365L * 86_400_000), ("w", 7L * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ];

    /// <summary>Units go from large to small, each at most once; a plain <c>0</c> is allowed.</summary>
    public static ParseResult<TimeSpan> Parse(string text)
    {
        if (text == "0") return ParseResult<TimeSpan>.Success(TimeSpan.Zero);
        long total = 0;
        int at = 0;
        int lastUnit = -1;
        while (at < text.Length)
        {
            int digits = at;
            while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
            int letters = digits;
            while (letters < text.Length && char.IsAsciiLetter(text[letters])) letters++;
            int unit = Array.FindIndex(Units, u => text.AsSpan(digits, letters - digits).SequenceEqual(u.Unit));
            bool number = long.TryParse(text.AsSpan(at, digits - at), NumberStyles.None, CultureInfo.InvariantCulture, out long count);
            if (!number || unit <= lastUnit || count > long.MaxValue / 10_000 / Units[unit].Milliseconds) return Failure(text, at);
            total += count * Units[unit].Milliseconds;
            if (total < 0 || total > long.MaxValue / TimeSpan.TicksPerMillisecond) return Failure(text, at);
            lastUnit = unit;
            at = letters;
        }

        return text.Length == 0 ? Failure(text, 0) : ParseResult<TimeSpan>.Success(TimeSpan.FromMilliseconds(total));
    }

    /// <summary>
    /// The shortest text that <see cref="Parse"/> reads back as the same duration; weeks and years only where they divide it.
    /// </summary>
    public static string Format(TimeSpan duration)
    {
        long rest = duration.Ticks / TimeSpan.TicksPerMillisecond;
        if (rest == 0) return "0s";
        StringBuilder text = new();
        if (rest < 0)
        {
            text.Append('-');
            rest = -rest;
        }

        foreach ((string unit, long milliseconds) in Units)
        {
            bool whole = unit is "y" or "w";
            if (rest < milliseconds || (whole && rest % milliseconds != 0)) continue;
            text.Append(CultureInfo.InvariantCulture, $"{rest / milliseconds}{unit}");
            rest %= milliseconds;
        }

        return text.ToString();
    }

    private static ParseResult<TimeSpan> Failure(string text, int at) =>
        ParseResult<TimeSpan>.Failure($"expected a duration such as 30s, 5m, 1h30m or 90d, found {Quoting.Quote(text)}", at);
}
