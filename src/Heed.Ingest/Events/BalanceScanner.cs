using System.Buffers;

namespace Heed.Ingest.Events;

/// <summary>Counts brackets outside of texts, over any cut of the bytes.</summary>
internal struct BalanceScanner
{
    private static readonly SearchValues<byte> OutsideStops = SearchValues.Create("\"{}[],"u8);
    private static readonly SearchValues<byte> InsideStops = SearchValues.Create("\"\\"u8);

    private bool _afterBackslash;

    public int Depth { get; private set; }

    public bool IsInText { get; private set; }

    public void Reset() => this = default;

    /// <summary>
    /// Steps to the next bracket or comma outside of texts: its offset, or -1 at the end of the bytes. The depth counts
    /// it in already.
    /// </summary>
    public int Next(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at++)
        {
            if (_afterBackslash)
            {
                _afterBackslash = false;
                continue;
            }

            int stop = bytes[at..].IndexOfAny(IsInText ? InsideStops : OutsideStops);
            if (stop < 0) return -1;
            at += stop;
            switch (bytes[at])
            {
                case (byte)'"': IsInText = !IsInText; break;
                case (byte)'\\': _afterBackslash = true; break;
                case (byte)'{' or (byte)'[': Depth++; return at;
                case (byte)'}' or (byte)']': Depth--; return at;
                default: return at;
            }
        }

        return -1;
    }
}
