using System.Globalization;

namespace Heed.Model.Time;

/// <summary>Times as text: RFC 3339, to the millisecond, in UTC when written.</summary>
public static class Rfc3339
{
    /// <summary>
    /// Reads <c>2026-03-01T00:00:12.345Z</c>, any number of fraction digits (cut to milliseconds), any offset; a space or a
    /// lower-case letter may stand for the T, and z for Z.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out long timeMs)
    {
        timeMs = 0;
        if (utf8.Length < 20 || utf8[4] != '-' || utf8[7] != '-' || utf8[13] != ':' || utf8[16] != ':') return false;
        if (utf8[10] is not ((byte)'T' or (byte)'t' or (byte)' ')) return false;
        if (!Digits(utf8[..4], out int year) || !Digits(utf8[5..7], out int month) || !Digits(utf8[8..10], out int day)) return false;
        if (!Digits(utf8[11..13], out int hour) || !Digits(utf8[14..16], out int minute) || !Digits(utf8[17..19], out int second))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 60) return false;

        int at = 19;
        int fraction = 0;
        if (utf8[at] == '.')
        {
            at++;
            int start = at;
            int scale = 100;
            for (; at < utf8.Length && char.IsAsciiDigit((char)utf8[at]); at++, scale /= 10) fraction += (utf8[at] - '0') * scale;
            if (at == start) return false;
        }

        if (!TryOffset(utf8[at..], out int offsetMinutes)) return false;
        long days = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Days;
        timeMs = ((((days * 24) + hour) * 60 + minute - offsetMinutes) * 60 + second) * 1000 + fraction;
        return true;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out long timeMs)
    {
        timeMs = 0;
        if (text.Length > 64) return false;
        Span<byte> bytes = stackalloc byte[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > 127) return false;
            bytes[i] = (byte)text[i];
        }

        return TryParse(bytes, out timeMs);
    }

    /// <summary>With milliseconds only where there are any: <c>2026-03-01T00:00:12Z</c>, <c>2026-03-01T00:00:12.345Z</c>.</summary>
    public static string Format(long timeMs)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
        string format = timeMs % 1000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        return time.ToString(format, CultureInfo.InvariantCulture);
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest.Length == 1) return rest[0] is (byte)'Z' or (byte)'z';
        if (rest.Length != 6 || rest[3] != ':' || rest[0] is not ((byte)'+' or (byte)'-')) return false;
        if (!Digits(rest[1..3], out int hours) || !Digits(rest[4..6], out int rest60) || hours > 23 || rest60 > 59) return false;
        minutes = ((hours * 60) + rest60) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> utf8, out int number)
    {
        number = 0;
        foreach (byte b in utf8)
        {
            if (!char.IsAsciiDigit((char)b)) return false;
            number = (number * 10) + (b - '0');
        }

        return true;
    }
}
