using System.Buffers.Text;

using Heed.Ingest.Events;

namespace Heed.Ingest.Exposition;

/// <summary>Numbers as exposition formats write them: Go's, without hexadecimal ones and underscores.</summary>
internal static class SampleText
{
    /// <summary>Prometheus' bit pattern of a NaN that is a value, so that what came as NaN leaves with the same bytes.</summary>
    public static readonly double NormalNaN = BitConverter.UInt64BitsToDouble(0x7FF8000000000001);

    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        byte first = text.Length == 0 ? (byte)0 : text[0];
        if (first is >= (byte)'0' and <= (byte)'9' || (first == '-' && text.Length > 1 && text[1] is >= (byte)'0' and <= (byte)'9'))
        {
            return JsonNumber.TryParse(text, out value) && double.IsFinite(value) && text[^1] > ' ';
        }

        return TryParseRare(text, out value);
    }

    /// <summary>Unix milliseconds.</summary>
    public static bool TryParseMilliseconds(ReadOnlySpan<byte> text, out long timeMs) =>
        Utf8Parser.TryParse(text, out timeMs, out int read) && read == text.Length;

    /// <summary>Unix seconds with a fraction, as OpenMetrics has them, in milliseconds; what is finer is cut off.</summary>
    public static bool TryParseSeconds(ReadOnlySpan<byte> text, out long timeMs)
    {
        bool parsed = TryParse(text, out double seconds) && Math.Abs(seconds) < long.MaxValue / 1000.0;
        timeMs = parsed ? (long)(seconds * 1000) : 0;
        return parsed;
    }

    private static bool TryParseRare(ReadOnlySpan<byte> text, out double value)
    {
        bool negative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<byte> unsigned = negative || (text.Length > 0 && text[0] == '+') ? text[1..] : text;
        if (EqualsWord(unsigned, "inf"u8) || EqualsWord(unsigned, "infinity"u8))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (EqualsWord(text, "nan"u8))
        {
            value = NormalNaN;
            return true;
        }

        // ".5", "+1" and "-.5": no member of JSON's numbers.
        value = 0;
        if (unsigned.Length == 0 || unsigned[0] is not ((byte)'.' or (>= (byte)'0' and <= (byte)'9')) || unsigned[^1] <= ' ') return false;
        if (!JsonNumber.TryParse(unsigned, out value) || !double.IsFinite(value)) return false;
        if (negative) value = -value;
        return true;
    }

    private static bool EqualsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length == word.Length && System.Text.Ascii.EqualsIgnoreCase(text, word);
}
