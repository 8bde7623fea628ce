using System.Buffers;

namespace Heed.Ingest.Events;

/// <summary>
/// The words that stand for numbers that JSON cannot write: <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, as texts and, as
/// Python's <c>json.dumps</c> writes them, without quotes.
/// </summary>
internal static class NonFiniteWords
{
    /// <summary>Whether a second look is needed at all: one vectorised search for each word.</summary>
    public static bool MayOccur(ReadOnlySpan<byte> json) => json.IndexOf("NaN"u8) >= 0 || json.IndexOf("Infinity"u8) >= 0;

    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        value = double.NaN;
        if (text.SequenceEqual("NaN"u8)) return true;
        if (text.SequenceEqual("Infinity"u8)) value = double.PositiveInfinity;
        else if (text.SequenceEqual("-Infinity"u8)) value = double.NegativeInfinity;
        return !double.IsNaN(value);
    }

    /// <summary>
    /// The same JSON with quotes around bare words, in a rented array that the caller gives back; null where there is none.
    /// A word counts as bare outside of texts alone, so that nothing else changes.
    /// </summary>
    public static byte[]? QuoteBare(ReadOnlySpan<byte> json, out int length)
    {
        // Each word has three characters or more and gains two.
        byte[] target = ArrayPool<byte>.Shared.Rent((json.Length * 2) + 2);
        length = 0;
        bool inText = false;
        bool found = false;
        for (int at = 0; at < json.Length;)
        {
            int word = inText ? 0 : WordLength(json[at..]);
            if (word > 0)
            {
                found = true;
                target[length++] = (byte)'"';
                json.Slice(at, word).CopyTo(target.AsSpan(length));
                length += word;
                target[length++] = (byte)'"';
                at += word;
                continue;
            }

            int step = inText && json[at] == '\\' && at + 1 < json.Length ? 2 : 1;
            if (json[at] == '"') inText = !inText;
            json.Slice(at, step).CopyTo(target.AsSpan(length));
            length += step;
            at += step;
        }

        if (found) return target;
        ArrayPool<byte>.Shared.Return(target);
        return null;
    }

    private static int WordLength(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("NaN"u8)) return 3;
        if (rest.StartsWith("Infinity"u8)) return 8;
        return rest.StartsWith("-Infinity"u8) ? 9 : 0;
    }
}
